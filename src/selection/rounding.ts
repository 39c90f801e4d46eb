/**
 * Rounding that agrees between languages: half up, by floor. (selection.md 5.7)
 * `Math.round` would do the same for positive numbers; the formula is spelled out because the golden vectors rest on it.
 */

/** Rounds to 6 decimals: scores, components and bounds of a pool. */
export function round6(value: number): number {
  return Math.floor(value * 1e6 + 0.5) / 1e6;
}

/** Rounds to 1 decimal: milliseconds. */
export function round1(value: number): number {
  return Math.floor(value * 10 + 0.5) / 10;
}

/** Limits a value to 0..1. */
export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Prints with a fixed number of decimals, half up. */
export function fixed(value: number, decimals: number): string {
  const factor = 10 ** decimals;
  // A hair of tolerance, so that 1.005 (stored as 1.00499…) prints as people expect.
  return (Math.floor(value * factor + 0.5 + 1e-9) / factor).toFixed(decimals);
}

/** The middle of sorted values, or the mean of the two in the middle; `null` for none. */
export function median(sorted: readonly number[]): number | null {
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  const lower = sorted[half - 1];
  return sorted.length % 2 === 0 && lower !== undefined ? (lower + upper) / 2 : upper;
}
