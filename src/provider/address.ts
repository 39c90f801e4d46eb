/** Source address of the provider; the host is on nobody's domain on purpose (design.md D8). */
export const PROVIDER_ADDRESS = 'vast-gpu.internal/vast-gpu/vastai';
