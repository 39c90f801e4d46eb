/*
 * Parsers for an API that mixes int, float, numeric strings and null freely (vast-api.md, preamble and section 7):
 * a field that makes no sense counts as missing and never fails the whole answer.
 */

/** A finite number, from a number or a decimal string; anything else is undefined. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value))
    return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** A positive safe integer (an id), from a number or a decimal string; anything else is undefined. */
export function toId(value: unknown): number | undefined {
  const parsed = toNumber(value);
  return parsed !== undefined && Number.isSafeInteger(parsed) && parsed > 0 ? parsed : undefined;
}

/** A trimmed, non-empty string; numbers and booleans as their text; anything else is undefined. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** A boolean, from a boolean, 0/1, or their text; anything else is undefined. */
export function toFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === '1' || value === 'true') return true;
  if (value === 0 || value === '0' || value === 'false') return false;
  return undefined;
}

/** A TCP or UDP port number, from a number or a decimal string. */
export function toPort(value: unknown): number | undefined {
  const parsed = toId(value);
  return parsed !== undefined && parsed <= 65_535 ? parsed : undefined;
}

/**
 * The `ports` object of an instance as container port to external port: `{"8001/tcp": 40671}`.
 * Prefers the IPv4 row of each port (vast-api.md 4.4); a port without a usable row is left out.
 */
export function toPortMap(value: unknown): Record<string, number> {
  if (!isRecord(value)) return {};
  const entries: [string, number][] = [];
  for (const [key, rows] of Object.entries(value)) {
    if (!/^\d{1,5}\/(tcp|udp)$/.test(key) || !Array.isArray(rows)) continue;
    const usable = rows.filter(isRecord).flatMap((row) => {
      const port = toPort(row['HostPort']);
      return port === undefined ? [] : [{ port, isIpv6: toText(row['HostIp'])?.includes(':') === true }];
    });
    const chosen = usable.find((row) => !row.isIpv6) ?? usable[0];
    if (chosen) entries.push([key, chosen.port]);
  }
  return Object.fromEntries(entries);
}

/** `extra_env` of an instance, documented as pairs and seen as an object: always a list of pairs of strings. */
export function toPairs(value: unknown): readonly (readonly [string, string])[] {
  const rows: unknown[] = isRecord(value) ? Object.entries(value) : Array.isArray(value) ? value : [];
  return rows.flatMap((row) => {
    if (!Array.isArray(row)) return [];
    const [key, text] = [row[0] as unknown, scalarText(row[1])];
    return typeof key === 'string' && key !== '' && text !== undefined ? [[key, text] as const] : [];
  });
}

/** Seconds since 1970, from a number or an ISO 8601 text; one without a zone is UTC. */
export function toTime(value: unknown): number | undefined {
  const seconds = toNumber(value);
  if (seconds !== undefined || typeof value !== 'string') return seconds;
  const match = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[-+]\d{2}:\d{2})?\s*$/.exec(
    value,
  );
  if (!match) return undefined;
  const ms = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? 'Z'}`);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

/** A list of strings; members of other types are left out. */
export function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** True for a JSON object (not null, not an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one field, whatever is in it. */
type Reader<T> = (value: unknown) => T;

const orNull =
  <T>(read: (value: unknown) => T | undefined): Reader<T | null> =>
  (value) =>
    read(value) ?? null;

/** Readers of the functions above; `null` stands for a missing value in domain types. */
export const lenient = {
  number: orNull(toNumber),
  id: orNull(toId),
  text: orNull(toText),
  /** A text whose blanks and line ends count; an empty one is missing. */
  script: orNull((value) => (typeof value === 'string' && value !== '' ? value : undefined)),
  flag: orNull(toFlag),
  port: orNull(toPort),
  time: orNull(toTime),
  portMap: toPortMap,
  pairs: toPairs,
  texts: toTexts,
  /** As it came. */
  raw: (value: unknown) => value,
};

/** Reads an object by the fields that are of interest; others are left out. It never fails. */
export function readFields<Shape extends Readonly<Record<string, Reader<unknown>>>>(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
): { readonly [Name in keyof Shape]: ReturnType<Shape[Name]> } {
  const fields = Object.entries(shape).map(([name, read]) => [name, read(value[name])]);
  return Object.fromEntries(fields) as { readonly [Name in keyof Shape]: ReturnType<Shape[Name]> };
}
