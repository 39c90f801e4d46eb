import type { Account } from './account';

/** For so long after renting may the platform deny an instance that exists (vast-api.md 3.7), milliseconds. */
export const LAG_MS = 60_000;

/**
 * Whether a rental is so young that the platform may not show it yet.
 * @param rentedAt ISO 8601; null or something else counts as long ago
 * @param withinMs milliseconds of the account's clock
 */
export function isYoung(
  { today, timeScale }: Pick<Account, 'today' | 'timeScale'>,
  rentedAt: string | null,
  withinMs = LAG_MS,
): boolean {
  return (today().getTime() - Date.parse(rentedAt ?? '')) * timeScale < withinMs;
}
