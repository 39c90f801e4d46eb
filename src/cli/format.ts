import type { LatencySource } from '../selection';

/** Half up, as selection rounds; the hair keeps 1.005 (stored a little lower) from printing as 1.00. */
function rounded(value: number, decimals: number): string {
  const factor = 10 ** decimals;
  return (Math.floor(Math.abs(value) * factor + 0.5 + 1e-9) / factor).toFixed(decimals);
}

/** A number with fixed decimals and, below zero, a minus sign. A value that rounds to zero has none. */
export function number(value: number, decimals: number): string {
  const digits = rounded(value, decimals);
  return value < 0 && Number(digits) !== 0 ? `-${digits}` : digits;
}

/** Score points with their sign: `+0.20`, `-0.25`, `0.00`. */
export function points(value: number, decimals = 2): string {
  const text = number(value, decimals);
  return text.startsWith('-') || Number(text) === 0 ? text : `+${text}`;
}

/** `98.5%`, or `unknown`. */
export function percent(fraction: number | null): string {
  return fraction === null ? 'unknown' : `${number(fraction * 100, 1)}%`;
}

/** `12ms` when measured, `~12ms` otherwise, or `unknown`. (selection.md 5.6) */
export function latency(value: { readonly ms: number | null; readonly source: LatencySource }): string {
  if (value.ms === null) return 'unknown';
  return `${value.source === 'measured' ? '' : '~'}${number(value.ms, 0)}ms`;
}

/** `1 offer`, `12 offers`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

const AGES: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** How long ago, in the largest whole unit: `3 h`, `12 min`. A time ahead, from another clock, counts as now. */
export function age(from: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / 1000));
  const [size, unit] = AGES.find(([limit]) => seconds >= limit) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}
