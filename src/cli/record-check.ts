import { TIER_LABELS } from '../selection';
import type { LatencySource, RelaxableFilter, Requirements, SelectionRecord } from '../selection';
import { DECIDED_BY } from './comparison';
import { CliFailure } from './io';

/** What a value has to be. */
type Shape = (value: unknown, path: string) => Mismatch | undefined;

interface Mismatch {
  readonly path: string;
  readonly expected: string;
}

const plain =
  (expected: string, is: (value: unknown) => boolean): Shape =>
  (value, path) =>
    is(value) ? undefined : { path, expected };

const number = plain('a number', (value) => typeof value === 'number' && Number.isFinite(value));
// Control characters would reach a terminal; no text of ours has any.
const text = plain('a text of one line', (value) => typeof value === 'string' && !/\p{Cc}/u.test(value));
const flag = plain('true or false', (value) => typeof value === 'boolean');
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const orNull =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? undefined : shape(value, path);

/** One of the keys of a table, whose type makes sure that none is forgotten. */
const keyOf = (table: Readonly<Record<string, unknown>>): Shape =>
  plain(
    `one of ${Object.keys(table).join(', ')}`,
    (value) => typeof value === 'string' && Object.hasOwn(table, value),
  );

const each = (
  members: readonly (readonly [string, unknown])[],
  shapeOf: (key: string) => Shape,
  path: string,
): Mismatch | undefined => {
  for (const [key, value] of members) {
    const found = shapeOf(key)(value, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};

const list =
  (shape: Shape): Shape =>
  (value, path) =>
    Array.isArray(value)
      ? each(
          value.map((item: unknown, index) => [String(index), item]),
          () => shape,
          path,
        )
      : { path, expected: 'a list' };

const map =
  (shape: Shape): Shape =>
  (value, path) =>
    isObject(value) ? each(Object.entries(value), () => shape, path) : { path, expected: 'an object' };

const object =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value, path) =>
    isObject(value)
      ? each(
          Object.keys(fields).map((key) => [key, value[key]]),
          (key) => fields[key] ?? text,
          path,
        )
      : { path, expected: 'an object' };

const components = object({
  availability: number,
  gpuMatch: number,
  latency: number,
  price: number,
  reliability: number,
});
const SOURCES: Readonly<Record<LatencySource, true>> = {
  measured: true,
  calibrated: true,
  estimated: true,
  assumed: true,
  unknown: true,
};
const POLICIES: Readonly<Record<SelectionRecord['policy'], true>> = { staged: true, score: true };
const ON_UNPROBED: Readonly<Record<SelectionRecord['onUnprobed'], true>> = {
  estimate: true,
  reject: true,
  accept: true,
};
const FILTERS: Readonly<Record<RelaxableFilter, true>> = {
  gpu_name: true,
  num_gpus: true,
  verified: true,
  price: true,
  gpu_ram: true,
  reliability: true,
  inet_down: true,
  inet_up: true,
  disk_space: true,
  ports: true,
  blocked_hosts: true,
  blocked_regions: true,
  region: true,
  latency: true,
};

const ranked = object({
  base: number,
  bonus: object({ modifiers: map(number), region: number }),
  components,
  durationSeconds: orNull(number),
  final: number,
  gpu: text,
  gpuMemoryGb: number,
  gpuStage: number,
  hostId: orNull(number),
  latency: object({
    ms: orNull(number),
    source: keyOf(SOURCES),
  }),
  machineId: number,
  offerId: number,
  pricePerHour: number,
  rank: number,
  region: object({ code: text, name: text, source: text, tier: keyOf(TIER_LABELS) }),
  regionStage: number,
  reliability: orNull(number),
});

const REQUIREMENTS: Readonly<Record<keyof Requirements, Shape>> = {
  blockedHosts: list(text),
  blockedRegions: list(text),
  diskGb: number,
  fallbackGpuNames: list(text),
  gpuName: text,
  maxLatencyMs: orNull(number),
  maxPricePerHour: number,
  minDownloadMbps: number,
  minGpuMemoryGb: number,
  minReliability: number,
  minUploadMbps: number,
  numGpus: number,
  portCount: number,
  regions: list(text),
  verifiedOnly: flag,
};

/** A number, names or codes, or nothing. */
const relaxed: Shape = (value, path) =>
  value === null || number(value, path) === undefined ? undefined : list(text)(value, path);

/** The parts of a record that the commands read. (selection.md 5.10) */
const record = object({
  calibration: orNull(object({ factor: number, measured: number })),
  configHash: text,
  counts: object({
    byReason: map(number),
    candidates: number,
    malformed: number,
    rejected: number,
    returned: number,
  }),
  decidedBy: orNull(keyOf(DECIDED_BY)),
  modifiers: map(number),
  omitted: object({ ranking: number, rejected: number }),
  onUnprobed: keyOf(ON_UNPROBED),
  policy: keyOf(POLICIES),
  pools: list(
    object({ gpuStage: orNull(number), hi: number, lo: number, regionStage: orNull(number), size: number }),
  ),
  query: map(() => undefined),
  ranking: list(ranked),
  regionBonuses: map(number),
  rejected: list(object({ offerId: number, reasons: list(text) })),
  relaxations: list(
    object({
      admits: number,
      filter: keyOf(FILTERS),
      first: orNull(object({ admits: number, value: number })),
      value: relaxed,
    }),
  ),
  reliabilityFloor: number,
  requirements: object(REQUIREMENTS),
  schema: plain('1, the version that this release reads', (value) => value === 1),
  selectedFor: list(text),
  takenAt: plain('a time', (value) => typeof value === 'string' && Number.isFinite(Date.parse(value))),
  vantage: object({ lat: number, lon: number, name: text }),
  warnings: list(text),
  weights: components,
});

/**
 * Takes a record out of a lock file, whose reader checks only what renting relies on: a file that was merged or edited
 * by hand must not break an explanation half-way, or explain something that was never computed.
 * @param where names the entry in the error
 * @throws CliFailure with the field that is wrong
 */
export function checkRecord(value: unknown, where: string): SelectionRecord {
  const found = record(value, 'record');
  if (found !== undefined) {
    throw new CliFailure(
      `${where}: '${found.path}' is not ${found.expected}; restore the file from version control, or delete the ` +
        `entry and run 'cdktf synth'`,
    );
  }
  // Checked field by field above.
  return value as SelectionRecord;
}
