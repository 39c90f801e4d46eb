import { REGIONS, regionByCode, regionOfCountry, unknownRegion } from './regions';
import { printable } from './text';
import type { Region } from './types';

/** Codes that one client of the marketplace appends to the country. */
const CONTINENTS = new Set(['AF', 'AS', 'EU', 'LC', 'NA', 'OC']);

/** Spellings beyond names and codes of the table. (selection.md 7.1) */
const EXTRA_NAMES: Readonly<Record<string, string>> = {
  'washington dc': 'US-DC',
  newfoundland: 'CA-NL',
  labrador: 'CA-NL',
  'yukon territory': 'CA-YT',
  pei: 'CA-PE',
};

/** Text longer than this is no place name; its end, where country and state stand, is what counts. */
const LONGEST_TEXT = 400;

/** One spelling for a name: no accents, dots or apostrophes, single spaces, lower case. */
function foldName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}.'’ʻ`]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Names and two-letter codes of the subdivisions, by nation (`US`, `CA`). */
const SUBDIVISIONS: ReadonlyMap<string, ReadonlyMap<string, string>> = (() => {
  const nations = new Map([
    ['US', new Map<string, string>()],
    ['CA', new Map<string, string>()],
  ]);
  for (const { code, name } of REGIONS) {
    const [nation = '', part] = code.split('-');
    if (part === undefined) continue;
    nations.get(nation)?.set(foldName(name), code).set(part.toLowerCase(), code);
  }
  for (const [name, code] of Object.entries(EXTRA_NAMES)) nations.get(code.slice(0, 2))?.set(name, code);
  return nations;
})();

function isTwoLetters(text: string | undefined): boolean {
  return text !== undefined && /^[A-Za-z]{2}$/.test(text);
}

function subdivision(nation: string, part: string): Region | undefined {
  const code = SUBDIVISIONS.get(nation)?.get(foldName(part));
  const entry = code === undefined ? undefined : regionByCode(code);
  return entry && { ...entry, source: '' };
}

/**
 * Reads the marketplace's text about a place, such as `California, US`, or a region code such as `US-CA`.
 * Compares whole parts only: `Russia` is not in the `us`. Anything that cannot be read gives region `??`.
 * (selection.md 7.1)
 */
export function parseGeolocation(text: unknown): Region {
  if (typeof text !== 'string') return unknownRegion('');
  const source = printable(text);
  return { ...locate(text.slice(-LONGEST_TEXT)), source };
}

function locate(text: string): Region {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (CONTINENTS.has((parts.at(-1) ?? '').toUpperCase()) && isTwoLetters(parts.at(-2))) parts.pop();
  const last = parts.pop();
  if (last === undefined) return unknownRegion('');

  const code = last.toUpperCase();
  if (parts.length === 0 && code.length > 2) {
    const entry = regionByCode(code);
    return entry === undefined ? unknownRegion('') : { ...entry, source: '' };
  }
  if (!isTwoLetters(last)) return unknownRegion('');
  if (parts.at(-1)?.toUpperCase() === 'US') {
    // State and country were swapped: `US, TX`.
    const state = subdivision('US', code);
    if (state?.country === 'US') return state;
  }
  for (const part of SUBDIVISIONS.has(code) ? parts.reverse() : []) {
    const hit = subdivision(code, part);
    if (hit !== undefined) return hit;
  }
  return regionOfCountry(code, '');
}
