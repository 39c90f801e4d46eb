import { compareText } from './canonical';
import { COUNTRIES, COUNTRY_GROUPS } from './countries';
import { REGIONS, regionByCode } from './regions';
import { nearest } from './text';
import type { Region } from './types';

/** The entry that covers everything, also an unknown place. */
const ANYWHERE = '*';

const KNOWN_ENTRIES: readonly string[] = [
  ...REGIONS.map(({ code }) => code),
  ...Object.keys(COUNTRY_GROUPS),
  ...COUNTRIES,
];

/** A list as it was understood; with problems it must not be used. */
export interface RegionList {
  readonly regions: readonly string[];
  /** What is wrong, one text an entry; empty when the list is good. */
  readonly problems: readonly string[];
  /** What is allowed, but perhaps not what was meant. */
  readonly warnings: readonly string[];
}

/** Whether an entry names one state, province or territory (`US-CA`) and not a country, group or `*`. */
export function isSubdivision(entry: string): boolean {
  return entry.includes('-');
}

/** The near matches of an entry that nobody knows, as a question to the user. */
function hint(entry: string): string {
  const byName = REGIONS.find(({ name }) => name.toUpperCase() === entry)?.code;
  if (entry === 'UK') return "; the United Kingdom is 'GB'";
  if (byName !== undefined) return `; '${byName}' is the code of that region`;
  const nation = entry.split(/[-_ ]/)[0] ?? '';
  if (entry.includes('-') && COUNTRIES.has(nation) && nation !== 'US' && nation !== 'CA') {
    return `; subdivisions are known for US and CA only, use '${nation}'`;
  }
  const state = [`US-${entry}`, `CA-${entry}`, entry.replaceAll('_', '-')].filter((code) =>
    regionByCode(code),
  );
  const near = state.length > 0 ? state : nearest(entry, KNOWN_ENTRIES, 3);
  return near.length === 0 ? '' : `; did you mean ${near.map((code) => `'${code}'`).join(' or ')}?`;
}

/**
 * Reads a region list: entries are trimmed and upper-cased, repeated ones dropped. (selection.md 5.4)
 * An entry is `US-CA` (a region of the table), `US` (a country), `EU`, `NA` (North America) or `*` (anywhere).
 */
export function parseRegionList(list: string | readonly string[]): RegionList {
  const regions: string[] = [];
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const raw of typeof list === 'string' ? list.split(',') : list) {
    const entry = raw.trim().toUpperCase();
    if (entry === '') continue;
    const known =
      entry === ANYWHERE ||
      COUNTRY_GROUPS[entry] !== undefined ||
      COUNTRIES.has(entry) ||
      (isSubdivision(entry) && regionByCode(entry) !== undefined);
    if (!known) problems.push(`'${raw.trim().slice(0, 40)}' is not a region${hint(entry)}`);
    else if (regions.includes(entry))
      warnings.push(`region '${entry}' is listed twice; the first one counts`);
    else regions.push(entry);
  }
  if (regions.length === 0 && problems.length === 0) problems.push('the list names no region');
  const canadian = regions.some((entry) => entry.startsWith('CA-'));
  if (regions.includes('CA') && !canadian && !regions.includes('US')) {
    warnings.push("region 'CA' is Canada; California is 'US-CA'");
  }
  return { regions, problems, warnings };
}

/** Whether a list entry covers a region. (selection.md 5.4) */
export function covers(entry: string, region: Pick<Region, 'code' | 'country'>): boolean {
  if (entry === ANYWHERE) return true;
  if (isSubdivision(entry)) return region.code === entry;
  return COUNTRY_GROUPS[entry]?.includes(region.country) ?? region.country === entry;
}

/**
 * The stages of a list: all states, provinces and territories together first (if there are any), then each wildcard
 * on its own, in list order. (selection.md 5.4)
 */
export function stagesOf(regions: readonly string[]): readonly (readonly string[])[] {
  const explicit = regions.filter(isSubdivision);
  const wildcards = regions.filter((entry) => !isSubdivision(entry)).map((entry) => [entry]);
  return explicit.length === 0 ? wildcards : [explicit, ...wildcards];
}

/** The first stage, counted from 1, that covers a region; 0 when none does. */
export function stageOf(stages: readonly (readonly string[])[], region: Region): number {
  return stages.findIndex((entries) => entries.some((entry) => covers(entry, region))) + 1;
}

/** The countries that a list can reach, in order; `null` for anywhere. The search filters by these. */
export function countriesOf(regions: readonly string[]): readonly string[] | null {
  if (regions.includes(ANYWHERE)) return null;
  const countries = regions.flatMap(
    (entry) =>
      COUNTRY_GROUPS[entry] ?? (isSubdivision(entry) ? [regionByCode(entry)?.country ?? entry] : [entry]),
  );
  return [...new Set(countries)].sort(compareText);
}

/** What a user said about places. */
export interface RegionChoice {
  /** Country code. Default `US`. */
  readonly location?: string | undefined;
  readonly preferredRegions?: readonly string[] | undefined;
}

/**
 * The region list to use: the preferred regions if given, else the location, followed by Canada when that is `US`
 * (the fourth tier of selection.md 1.4). Expects parsed lists.
 */
export function resolveRegions({ location, preferredRegions }: RegionChoice): {
  readonly regions: readonly string[];
  readonly warnings: readonly string[];
} {
  if (preferredRegions === undefined || preferredRegions.length === 0) {
    const country = location ?? 'US';
    return { regions: country === 'US' ? ['US', 'CA'] : [country], warnings: [] };
  }
  const disagrees = location !== undefined && !reaches(preferredRegions, location);
  return {
    regions: preferredRegions,
    warnings: disagrees
      ? [
          `location '${location}' is ignored: the preferred regions ${preferredRegions.join(',')} are not in it`,
        ]
      : [],
  };
}

/** Whether a list can reach a place of another list entry. */
export function reaches(regions: readonly string[], location: string): boolean {
  const reachable = countriesOf(regions);
  const wanted = countriesOf([location]);
  return reachable === null || wanted === null || wanted.some((country) => reachable.includes(country));
}
