import { REGIONS, regionByCode, TIER_LABELS } from '../../selection';
import type { RankedOffer, RegionEntry, SelectionRecord } from '../../selection';
import { cellsOf } from './cells';
import { PATCH_REACH_KM, type Frame } from './map-frame';
import type { Point } from './projection';

/** A region of the table that the map shows. */
export interface Site {
  readonly region: RegionEntry;
  readonly at: Point;
  /** Corners of its patch. */
  readonly cell: readonly Point[];
}

/** All ranked offers of one region. */
export interface Cluster {
  readonly code: string;
  readonly name: string;
  /** Best first; never empty. */
  readonly offers: readonly [RankedOffer, ...RankedOffer[]];
  /** The region's entry in the table, when the map can show it. */
  readonly region: RegionEntry | undefined;
  /** The region is a country whose state or province is not known, so its point stands for all of it. */
  readonly vague: boolean;
}

/** Countries as a whole: they have a point, but no patch of their own among their states. */
const WHOLE_COUNTRIES = new Set(['US', 'CA']);

/** Too far out to draw in its place: it is drawn in a corner. */
export const INSET_REGION = 'US-HI';

/** How far its patch reaches there, pixels. */
const INSET_REACH = 46;

const onMap = (region: RegionEntry | undefined): region is RegionEntry =>
  region !== undefined && region.tier !== 'non-na';

/** The ranking by region, in the order of each region's best offer. */
export function clustersOf(ranking: readonly RankedOffer[]): readonly Cluster[] {
  const groups = new Map<string, [RankedOffer, ...RankedOffer[]]>();
  for (const offer of ranking) {
    const group = groups.get(offer.region.code);
    if (group === undefined) groups.set(offer.region.code, [offer]);
    else group.push(offer);
  }
  return [...groups].map(([code, offers]) => {
    const region = regionByCode(code);
    return {
      code,
      name: offers[0].region.name,
      offers,
      region: onMap(region) ? region : undefined,
      vague: WHOLE_COUNTRIES.has(code),
    };
  });
}

/**
 * The regions that get a patch, in the order of the table.
 * @param insetAt where the region that is too far out is drawn; left out when `null`
 */
export function sitesOf(frame: Frame, insetAt: Point | null): readonly Site[] {
  const placed = REGIONS.flatMap((region) => {
    if (WHOLE_COUNTRIES.has(region.code) || !onMap(region)) return [];
    const at = region.code === INSET_REGION ? insetAt : frame.toDrawing(region.point);
    return at === null ? [] : [{ region, at }];
  });
  // The inset is a place of its own: it neither takes from nor gives to its neighbours on paper.
  const mainland = placed.filter(({ region }) => region.code !== INSET_REGION);
  const inset = placed.filter(({ region }) => region.code === INSET_REGION);
  return [mainland, inset].flatMap((group) => {
    const cells = cellsOf(
      group.map(({ at }) => at),
      group === inset ? INSET_REACH : PATCH_REACH_KM * frame.scale,
    );
    return group.map((site, index) => ({ ...site, cell: cells[index] ?? [] }));
  });
}

/** The score points of a region in this selection: by code, by tier, or from the table. (selection.md 5.8) */
export function bonusOf(region: RegionEntry, { regionBonuses }: SelectionRecord): number {
  return regionBonuses[region.code] ?? regionBonuses[region.tier] ?? region.bonus;
}

/** Name, code and tier of a region, for a tooltip. */
export function describeRegion(region: RegionEntry): string {
  return `${region.name} (${region.code}), ${TIER_LABELS[region.tier]}`;
}
