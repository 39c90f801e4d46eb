import { parseBlockedHosts } from './blocked';
import { normalizeGpuName } from './gpu';
import { parseRegionList } from './region-list';
import { REGIONS, TIER_BONUSES, regionByCode } from './regions';
import { COUNTRIES } from './countries';
import { MODIFIERS } from './score';
import { nearest } from './text';
import type { Preferences, Requirements } from './types';

/** One value that cannot be used, and what would be right. */
export interface Problem {
  /** The field, with a dot into a nested one: `weights.price`. */
  readonly field: string;
  readonly message: string;
}

type Test<T> = (value: T) => string | undefined;

function positive(value: number): string | undefined {
  return value > 0 && Number.isFinite(value) ? undefined : `must be above 0, not ${value}`;
}

function notNegative(value: number): string | undefined {
  return value >= 0 && Number.isFinite(value) ? undefined : `must be 0 or more, not ${value}`;
}

function wholeFrom(minimum: number): Test<number> {
  return (value) =>
    Number.isSafeInteger(value) && value >= minimum
      ? undefined
      : `must be a whole number from ${minimum}, not ${value}`;
}

/** A share of 1; a percentage is a common slip. */
function share(value: number): string | undefined {
  if (value >= 0 && value <= 1) return undefined;
  const meant = value > 1 && value <= 100 ? `; did you mean ${value / 100}?` : '';
  return `must be from 0 to 1, not ${value}${meant}`;
}

function gigabytes(value: number): string | undefined {
  if (value > 1000)
    return `is in GB, not MB: ${value} is too much; did you mean ${Math.round(value / 1000)}?`;
  return positive(value);
}

function regionList(list: readonly string[]): string | undefined {
  const { problems } = parseRegionList(list);
  return problems.length === 0 ? undefined : problems.join('; ');
}

function blockedHosts(list: readonly string[]): string | undefined {
  const { invalid } = parseBlockedHosts(list);
  if (invalid.length === 0) return undefined;
  return `${invalid.map((entry) => `'${entry.slice(0, 40)}'`).join(', ')}: write a number, 'host:NUMBER' or 'machine:NUMBER'`;
}

function blockedRegions(list: readonly string[]): string | undefined {
  if (list.length === 0) return undefined;
  return list.some((entry) => entry.trim() === '*') ? "'*' would block every offer" : regionList(list);
}

function fallbacks(names: readonly string[], primary: string): string | undefined {
  const seen = new Set([normalizeGpuName(primary)]);
  for (const name of names) {
    const normal = normalizeGpuName(name);
    if (normal === '') return 'names an empty GPU';
    if (seen.has(normal)) return `'${normal}' is named twice, or is the primary GPU`;
    seen.add(normal);
  }
  return undefined;
}

function collect(tests: readonly (readonly [field: string, message: string | undefined])[]): Problem[] {
  return tests.flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }]));
}

/** What is wrong with requirements; empty when they can be used. (selection.md 5.1) */
export function requirementProblems(requirements: Requirements): readonly Problem[] {
  const { maxLatencyMs } = requirements;
  return collect([
    [
      'gpuName',
      normalizeGpuName(requirements.gpuName) === '' ? 'must name a GPU, such as RTX 3060' : undefined,
    ],
    ['fallbackGpuNames', fallbacks(requirements.fallbackGpuNames, requirements.gpuName)],
    ['numGpus', wholeFrom(1)(requirements.numGpus)],
    ['minGpuMemoryGb', gigabytes(requirements.minGpuMemoryGb)],
    ['maxPricePerHour', positive(requirements.maxPricePerHour)],
    ['minReliability', share(requirements.minReliability)],
    ['minDownloadMbps', notNegative(requirements.minDownloadMbps)],
    ['minUploadMbps', notNegative(requirements.minUploadMbps)],
    ['regions', regionList(requirements.regions)],
    ['blockedHosts', blockedHosts(requirements.blockedHosts)],
    ['blockedRegions', blockedRegions(requirements.blockedRegions)],
    ['maxLatencyMs', maxLatencyMs === null ? undefined : positive(maxLatencyMs)],
    ['diskGb', positive(requirements.diskGb)],
    ['portCount', wholeFrom(0)(requirements.portCount)],
  ]);
}

const BONUS_KEYS: readonly string[] = [...Object.keys(TIER_BONUSES), ...REGIONS.map(({ code }) => code)];

/** Names of a map that nobody knows, and values that are no numbers. */
function mapProblems(
  field: string,
  map: Readonly<Record<string, number>>,
  isKnown: (key: string) => boolean,
  known: readonly string[],
): [string, string | undefined][] {
  return Object.entries(map).map(([key, value]) => {
    if (!isKnown(key)) {
      const near = nearest(key, known)[0];
      return [`${field}.${key}`, `is not known${near === undefined ? '' : `; did you mean '${near}'?`}`];
    }
    return [`${field}.${key}`, Number.isFinite(value) ? undefined : `must be a number, not ${value}`];
  });
}

function degrees(value: number, limit: number): string | undefined {
  return Math.abs(value) <= limit ? undefined : `must be from -${limit} to ${limit} degrees, not ${value}`;
}

/** What is wrong with preferences; empty when they can be used. (selection.md 5.1) */
export function preferenceProblems(preferences: Preferences): readonly Problem[] {
  const { weights, vantage, reliabilityFloor } = preferences;
  const { latency, price, gpuMatch, reliability, availability } = weights;
  const values = { latency, price, gpuMatch, reliability, availability };
  const sum = Object.values(values).reduce((total, value) => total + value, 0);
  const isBonusKey = (key: string): boolean =>
    Object.hasOwn(TIER_BONUSES, key) || regionByCode(key) !== undefined || COUNTRIES.has(key) || key === '??';
  return collect([
    ...Object.entries(values).map(([name, value]): [string, string | undefined] => [
      `weights.${name}`,
      notNegative(value),
    ]),
    ['weights', sum > 0 ? undefined : 'must not all be 0'],
    ...mapProblems('regionBonuses', preferences.regionBonuses, isBonusKey, BONUS_KEYS),
    ...mapProblems(
      'modifiers',
      preferences.modifiers,
      (key) => Object.hasOwn(MODIFIERS, key),
      Object.keys(MODIFIERS),
    ),
    ['vantage.latitude', degrees(vantage.latitude, 90)],
    ['vantage.longitude', degrees(vantage.longitude, 180)],
    [
      'reliabilityFloor',
      reliabilityFloor >= 0 && reliabilityFloor < 1
        ? undefined
        : `must be from 0 to below 1, not ${reliabilityFloor}`,
    ],
  ]);
}
