/** A place where hosts are, as `geolocation` spells it. */
export interface Place {
  /** Free text of the API: `'California, US'`, `', US'` for a bare country, or `null`. */
  readonly geolocation: string | null;
  /** How many hosts there are, relative to the others. */
  readonly weight: number;
}

const US_STATES: readonly (readonly [string, number])[] = [
  ['California', 9], ['Texas', 8], ['New York', 6], ['Washington', 5], ['Oregon', 4], ['Florida', 5], ['Virginia', 5],
  ['Colorado', 4], ['Arizona', 4], ['Nevada', 2], ['Utah', 3], ['Idaho', 1], ['Montana', 1], ['Wyoming', 1],
  ['New Mexico', 1], ['Kansas', 1], ['Nebraska', 1], ['North Dakota', 1], ['South Dakota', 1], ['Minnesota', 2],
  ['Iowa', 2], ['Missouri', 2], ['Arkansas', 1], ['Louisiana', 1], ['Oklahoma', 1], ['Illinois', 3], ['Wisconsin', 2],
  ['Tennessee', 2], ['Alabama', 1], ['Mississippi', 1], ['Michigan', 2], ['Indiana', 2], ['Ohio', 3], ['Kentucky', 1],
  ['Georgia', 3], ['North Carolina', 3], ['South Carolina', 1], ['West Virginia', 1], ['Maryland', 1], ['Delaware', 1],
  ['Pennsylvania', 3], ['New Jersey', 3], ['Connecticut', 1], ['Rhode Island', 1], ['Massachusetts', 2],
  ['New Hampshire', 1], ['Vermont', 1], ['Maine', 1], ['District of Columbia', 1], ['Hawaii', 1], ['Alaska', 1],
]; // prettier-ignore

/** The states in which the default market always has a good, cheap RTX 3060. */
export const STAPLE_STATES: readonly string[] = [
  'California', 'Texas', 'New York', 'Washington', 'Oregon', 'Colorado', 'Arizona', 'Florida', 'Virginia',
]; // prettier-ignore

/** Hosts in the United States; every ninth or so names no state. */
export const UNITED_STATES: readonly Place[] = [
  ...US_STATES.map(([state, weight]) => ({ geolocation: `${state}, US`, weight })),
  { geolocation: ', US', weight: 12 },
];

/** Hosts in the rest of North America. */
export const NORTHERN_NEIGHBOURS: readonly Place[] = [
  { geolocation: 'Ontario, CA', weight: 5 },
  { geolocation: 'Quebec, CA', weight: 5 },
  { geolocation: 'British Columbia, CA', weight: 4 },
  { geolocation: 'Alberta, CA', weight: 2 },
  { geolocation: 'Manitoba, CA', weight: 1 },
  { geolocation: 'Saskatchewan, CA', weight: 1 },
  { geolocation: 'Nova Scotia, CA', weight: 1 },
  { geolocation: 'New Brunswick, CA', weight: 1 },
  { geolocation: 'Newfoundland and Labrador, CA', weight: 1 },
  { geolocation: ', CA', weight: 2 },
  { geolocation: 'Mexico City, MX', weight: 2 },
  { geolocation: ', MX', weight: 1 },
  { geolocation: 'Puerto Rico, PR', weight: 1 },
  { geolocation: 'Guam, GU', weight: 1 },
];

/** Hosts elsewhere. */
export const OVERSEAS: readonly Place[] = [
  { geolocation: 'Sweden, SE', weight: 4 },
  { geolocation: 'Norway, NO', weight: 3 },
  { geolocation: 'Finland, FI', weight: 2 },
  { geolocation: 'Iceland, IS', weight: 1 },
  { geolocation: 'Germany, DE', weight: 4 },
  { geolocation: 'France, FR', weight: 3 },
  { geolocation: 'Netherlands, NL', weight: 2 },
  { geolocation: 'Poland, PL', weight: 3 },
  { geolocation: 'Czechia, CZ', weight: 3 },
  { geolocation: 'Bulgaria, BG', weight: 3 },
  { geolocation: 'Romania, RO', weight: 1 },
  { geolocation: 'Spain, ES', weight: 2 },
  { geolocation: 'Italy, IT', weight: 1 },
  { geolocation: 'Austria, AT', weight: 1 },
  { geolocation: 'United Kingdom, GB', weight: 3 },
  { geolocation: 'Ukraine, UA', weight: 1 },
  { geolocation: ', RU', weight: 2 },
  { geolocation: 'Israel, IL', weight: 1 },
  { geolocation: 'India, IN', weight: 2 },
  { geolocation: 'South Korea, KR', weight: 3 },
  { geolocation: 'Taiwan, TW', weight: 2 },
  { geolocation: 'Yutakacho, Shinagawa District, Tokyo, JP', weight: 2 },
  { geolocation: 'Vietnam, VN', weight: 3 },
  { geolocation: 'China, CN', weight: 3 },
  { geolocation: 'Hong Kong, HK', weight: 1 },
  { geolocation: 'Singapore, SG', weight: 1 },
  { geolocation: 'Australia, AU', weight: 2 },
  { geolocation: 'Brazil, BR', weight: 1 },
  { geolocation: 'South Africa, ZA', weight: 1 },
  { geolocation: null, weight: 2 },
];

/** The two-letter country at the end of a geolocation, or `null`. */
export function countryOf(geolocation: string | null): string | null {
  const match = /(?:^|[,\s])([A-Za-z]{2})\s*$/.exec(geolocation ?? '');
  return match?.[1]?.toUpperCase() ?? null;
}

/** The opaque number that stands for a country in `geolocode`. */
export function geolocode(country: string | null): number | null {
  if (country === null) return null;
  let hash = 2166136261;
  for (const letter of country) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0;
  return hash % 100_000_000;
}
