import type { Region, RegionTier } from './types';

/** Score points of a tier. (selection.md 1.3, 6) */
export const TIER_BONUSES: Readonly<Record<RegionTier, number>> = {
  'us-west': 0.2,
  'us-central': 0.15,
  'us-east': 0.1,
  'us-remote': 0.1,
  'us-unknown': 0.1,
  'us-territory': 0.05,
  canada: 0.05,
  mexico: 0,
  'non-na': -0.25,
};

/** What the log calls a tier. (selection.md 5.10) */
export const TIER_LABELS: Readonly<Record<RegionTier, string>> = {
  'us-west': 'US West Coast',
  'us-central': 'US Central',
  'us-east': 'US East Coast',
  'us-remote': 'US (remote)',
  'us-unknown': 'US (state unknown)',
  'us-territory': 'US Territory',
  canada: 'Canada',
  mexico: 'Mexico',
  'non-na': 'Non-North America',
};

/** A region with a name and a place. The points are where hosts are likely to be, not the middle of the land. */
export interface RegionEntry {
  readonly code: string;
  readonly name: string;
  /** Two letters; territories keep their own, as the marketplace returns them. */
  readonly country: string;
  readonly tier: RegionTier;
  /** Score points. */
  readonly bonus: number;
  /** Degrees north and east. */
  readonly point: { readonly latitude: number; readonly longitude: number };
}

type Row = readonly [code: string, name: string, tier: RegionTier, latitude: number, longitude: number];

const ROWS: readonly Row[] = [
  ['US-CA', 'California', 'us-west', 35.3, -119.3],
  ['US-NV', 'Nevada', 'us-west', 36.9, -116.1],
  ['US-OR', 'Oregon', 'us-west', 44.9, -122.6],
  ['US-WA', 'Washington', 'us-west', 47.3, -121.7],
  ['US-AL', 'Alabama', 'us-central', 33.0, -86.7],
  ['US-AR', 'Arkansas', 'us-central', 35.2, -92.7],
  ['US-AZ', 'Arizona', 'us-central', 33.3, -111.9],
  ['US-CO', 'Colorado', 'us-central', 39.6, -105.1],
  ['US-IA', 'Iowa', 'us-central', 41.9, -93.0],
  ['US-ID', 'Idaho', 'us-central', 44.2, -115.3],
  ['US-IL', 'Illinois', 'us-central', 41.5, -88.2],
  ['US-KS', 'Kansas', 'us-central', 38.5, -96.3],
  ['US-LA', 'Louisiana', 'us-central', 30.6, -91.3],
  ['US-MN', 'Minnesota', 'us-central', 45.1, -93.4],
  ['US-MO', 'Missouri', 'us-central', 38.6, -92.3],
  ['US-MS', 'Mississippi', 'us-central', 32.4, -89.6],
  ['US-MT', 'Montana', 'us-central', 46.7, -111.1],
  ['US-ND', 'North Dakota', 'us-central', 47.3, -99.3],
  ['US-NE', 'Nebraska', 'us-central', 41.1, -97.1],
  ['US-NM', 'New Mexico', 'us-central', 34.6, -106.4],
  ['US-OK', 'Oklahoma', 'us-central', 35.6, -97.0],
  ['US-SD', 'South Dakota', 'us-central', 44.0, -98.9],
  ['US-TN', 'Tennessee', 'us-central', 35.7, -87.2],
  ['US-TX', 'Texas', 'us-central', 31.0, -97.5],
  ['US-UT', 'Utah', 'us-central', 40.5, -112.0],
  ['US-WI', 'Wisconsin', 'us-central', 43.5, -88.8],
  ['US-WY', 'Wyoming', 'us-central', 42.6, -106.9],
  ['US-CT', 'Connecticut', 'us-east', 41.5, -72.9],
  ['US-DC', 'District of Columbia', 'us-east', 38.9, -77.0],
  ['US-DE', 'Delaware', 'us-east', 39.4, -75.6],
  ['US-FL', 'Florida', 'us-east', 27.6, -81.5],
  ['US-GA', 'Georgia', 'us-east', 33.3, -83.8],
  ['US-IN', 'Indiana', 'us-east', 40.2, -86.3],
  ['US-KY', 'Kentucky', 'us-east', 38.1, -84.8],
  ['US-MA', 'Massachusetts', 'us-east', 42.3, -71.3],
  ['US-MD', 'Maryland', 'us-east', 39.1, -76.8],
  ['US-ME', 'Maine', 'us-east', 44.2, -69.8],
  ['US-MI', 'Michigan', 'us-east', 42.7, -84.0],
  ['US-NC', 'North Carolina', 'us-east', 35.5, -79.6],
  ['US-NH', 'New Hampshire', 'us-east', 43.1, -71.4],
  ['US-NJ', 'New Jersey', 'us-east', 40.5, -74.4],
  ['US-NY', 'New York', 'us-east', 41.0, -74.2],
  ['US-OH', 'Ohio', 'us-east', 40.5, -82.8],
  ['US-PA', 'Pennsylvania', 'us-east', 40.4, -76.8],
  ['US-RI', 'Rhode Island', 'us-east', 41.8, -71.5],
  ['US-SC', 'South Carolina', 'us-east', 33.9, -80.9],
  ['US-VA', 'Virginia', 'us-east', 37.8, -77.4],
  ['US-VT', 'Vermont', 'us-east', 44.1, -72.9],
  ['US-WV', 'West Virginia', 'us-east', 38.9, -80.9],
  ['US-AK', 'Alaska', 'us-remote', 61.3, -148.8],
  ['US-HI', 'Hawaii', 'us-remote', 21.1, -157.5],
  ['US', 'United States (state unknown)', 'us-unknown', 37.6, -92.8],
  ['US-PR', 'Puerto Rico', 'us-territory', 18.3, -66.3],
  ['US-VI', 'U.S. Virgin Islands', 'us-territory', 17.9, -64.8],
  ['CA', 'Canada (province unknown)', 'canada', 46.5, -87.7],
  ['CA-AB', 'Alberta', 'canada', 52.4, -113.7],
  ['CA-BC', 'British Columbia', 'canada', 49.5, -122.5],
  ['CA-MB', 'Manitoba', 'canada', 50.1, -97.5],
  ['CA-NB', 'New Brunswick', 'canada', 46.1, -65.7],
  ['CA-NL', 'Newfoundland and Labrador', 'canada', 48.3, -54.7],
  ['CA-NS', 'Nova Scotia', 'canada', 45.0, -63.0],
  ['CA-NT', 'Northwest Territories', 'canada', 63.0, -117.8],
  ['CA-NU', 'Nunavut', 'canada', 65.2, -79.3],
  ['CA-ON', 'Ontario', 'canada', 44.0, -79.5],
  ['CA-PE', 'Prince Edward Island', 'canada', 46.3, -63.1],
  ['CA-QC', 'Quebec', 'canada', 46.0, -73.0],
  ['CA-SK', 'Saskatchewan', 'canada', 51.5, -105.7],
  ['CA-YT', 'Yukon', 'canada', 60.8, -135.0],
  ['MX', 'Mexico', 'mexico', 21.2, -100.2],
  ['US-AS', 'American Samoa', 'non-na', -14.3, -170.7],
  ['US-GU', 'Guam', 'non-na', 13.5, 144.8],
  ['US-MP', 'Northern Mariana Islands', 'non-na', 15.2, 145.7],
];

/** Regions of the United States with a country code of their own; `US` in a region list does not cover them. */
const TERRITORIES = new Set(['PR', 'VI', 'GU', 'MP', 'AS']);

function entryOf([code, name, tier, latitude, longitude]: Row): RegionEntry {
  const [nation = code, part = ''] = code.split('-');
  return {
    code,
    name,
    country: TERRITORIES.has(part) && nation === 'US' ? part : nation,
    tier,
    bonus: TIER_BONUSES[tier],
    point: { latitude, longitude },
  };
}

/** The region table of selection.md 6, in its order. */
export const REGIONS: readonly RegionEntry[] = ROWS.map(entryOf);

const BY_CODE: ReadonlyMap<string, RegionEntry> = new Map(REGIONS.map((entry) => [entry.code, entry]));

/** The entry of a region code such as `US-CA`, or `undefined` for one that is not in the table. */
export function regionByCode(code: string): RegionEntry | undefined {
  return BY_CODE.get(code);
}

/** The region of a country: its entry (`US`, `US-PR` for `PR`), or a bare one without a place. */
export function regionOfCountry(country: string, source: string): Region {
  const entry = BY_CODE.get(TERRITORIES.has(country) ? `US-${country}` : country);
  if (entry !== undefined) return { ...entry, source };
  return {
    code: country,
    name: country,
    country,
    tier: 'non-na',
    bonus: TIER_BONUSES['non-na'],
    point: null,
    source,
  };
}

/** The region of an offer that does not tell where it is. */
export function unknownRegion(source: string): Region {
  return {
    code: '??',
    name: 'unknown',
    country: '??',
    tier: 'non-na',
    bonus: TIER_BONUSES['non-na'],
    point: null,
    source,
  };
}
