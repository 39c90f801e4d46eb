/** The half of synth that needs no cdktf, which is an optional peer: for the command, which works without it. */
export { findPackageRoot } from './package-root';
export type { PackageRoot } from './package-root';
export { findProviderBundle } from './provider-bundle';
