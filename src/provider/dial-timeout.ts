/** Never so short that a busy machine fails an attempt, real milliseconds. */
const LEAST_MS = 1000;

/**
 * Real milliseconds for one connection attempt that may take `ms` of the account's clock. The network does not run
 * faster with a time scale, so the scale shortens it only so far.
 */
export function dialTimeoutMs(ms: number, timeScale: number): number {
  return timeScale === 1 ? ms : Math.max(LEAST_MS, ms / timeScale);
}
