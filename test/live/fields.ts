import { toFlag, toId, toNumber, toPairs, toText } from '../../src/vast/lenient';

/** What a field must be for our code to understand it. */
export type FieldKind =
  | 'id'
  | 'number'
  | 'text'
  | 'flag'
  | 'texts'
  | 'pairs'
  | 'ports'
  /** An object. */
  | 'object'
  /** As `number`, but from the wire as it is: the ranking reads no numeric strings. */
  | 'plain number'
  | 'plain text'
  | 'plain flag';

/** What is known of the fields of one sort of row. */
export interface FieldTable {
  /** Fields that our code reads. */
  readonly read: Readonly<Record<string, FieldKind>>;
  /** Further fields that the reference names. */
  readonly documented: readonly string[];
  /** Values that are known, for fields with few of them. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const UNDERSTANDS: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  id: (value) => toId(value) !== undefined,
  number: (value) => toNumber(value) !== undefined,
  text: (value) => typeof value === 'string' || toText(value) !== undefined,
  flag: (value) => toFlag(value) !== undefined,
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  pairs: (value) =>
    (Array.isArray(value) || isObject(value)) &&
    toPairs(value).length === Object.keys(value as object).length,
  ports: isObject,
  object: isObject,
  'plain number': (value) => typeof value === 'number' && Number.isFinite(value),
  'plain text': (value) => typeof value === 'string',
  'plain flag': (value) => typeof value === 'boolean',
};

/**
 * Holds rows as they came against what is known of their fields. Names fields and types, never values: rows hold secrets;
 * only the values of fields with few known ones are told.
 * @param what how findings call a row, as in `offer`
 */
export function compareFields(rows: readonly unknown[], table: FieldTable, what: string): readonly string[] {
  const objects = rows.filter((row): row is Record<string, unknown> => isObject(row));
  const findings: string[] = [];
  if (objects.length < rows.length)
    findings.push(`${rows.length - objects.length} ${what} rows are no objects`);
  if (objects.length === 0) return findings;
  const share = (matching: number): string => `in ${matching} of ${objects.length}`;
  const countOf = (test: (row: Record<string, unknown>) => boolean): number => objects.filter(test).length;

  for (const [field, kind] of Object.entries(table.read)) {
    const missing = countOf((row) => !Object.hasOwn(row, field));
    if (missing > 0) findings.push(`${what}: '${field}', which we read, is missing ${share(missing)}`);
    const odd = objects
      .map((row) => row[field])
      .filter((value) => value != null && !UNDERSTANDS[kind](value));
    if (odd.length > 0) {
      findings.push(`${what}: '${field}' is no ${kind} but ${typeOf(odd[0])} ${share(odd.length)}`);
    }
  }
  for (const [field, known] of Object.entries(table.values ?? {})) {
    const others = new Set(
      objects
        .map((row) => row[field])
        .filter((value): value is string => typeof value === 'string' && !known.includes(value.trim())),
    );
    for (const other of others) findings.push(`${what}: '${field}' has the unknown value ${shown(other)}`);
  }
  const documented = new Set([...Object.keys(table.read), ...table.documented]);
  const seen = new Set(objects.flatMap((row) => Object.keys(row)));
  const strange = [...seen].filter((field) => !documented.has(field)).sort();
  if (strange.length > 0)
    findings.push(`${what}: fields that the reference does not name: ${strange.map(shown).join(', ')}`);
  const absent = table.documented.filter((field) => !seen.has(field));
  if (absent.length > 0)
    findings.push(`${what}: fields that the reference names and no row has: ${absent.join(', ')}`);
  return findings;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A word of the platform, short and without control characters. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
