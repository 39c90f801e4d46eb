/** Synth: the half of the lookup that touches a cdktf tree, and the installation of the provider beside it. */
export { claimOf } from './claim';
export type { ClaimParts } from './claim';
export { DEPENDENCY_LOCK, completeDependencyLock } from './dependency-lock';
export type { LockCompletion, OwnProvider, RequiredProvider } from './dependency-lock';
export type { SynthEffects } from './effects';
export { SynthError } from './errors';
export { assertNodeVersion } from './node-version';
export { OfferBook } from './offer-book';
export type { OfferAnswer, OfferHandle, OfferWish, SynthSite } from './offer-book';
export { findPackageRoot } from './package-root';
export type { PackageRoot } from './package-root';
export { readProjectId } from './project-file';
export { PROVIDER_NAME, PROVIDER_SOURCE } from './provider-address';
export { BUNDLE_FILES, BUNDLE_NAME, buildProviderBundle, findProviderBundle } from './provider-bundle';
export {
  LAUNCHER,
  executableName,
  hashProviderFolder,
  installProvider,
  providerFolder,
  terraformPlatform,
} from './provider-package';
export type { Platform } from './provider-package';
export { synthVast, synthesize } from './synth-vast';
