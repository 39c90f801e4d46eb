import { compareText } from './canonical';
import type { CleanOffer } from './clean';
import type { Latency } from './latency';
import type { RelaxableFilter, Relaxation } from './record-types';
import type { OnUnprobed, RejectReason } from './types';

/** An offer that at least one filter rejected. */
export interface Rejected {
  readonly offer: CleanOffer;
  readonly reasons: readonly RejectReason[];
  readonly latency: Latency;
}

/** The option behind a reason; `null` where no option of the user decides. */
const FILTER_OF: Readonly<Record<RejectReason, RelaxableFilter | null>> = {
  gpu_name: 'gpu_name',
  num_gpus: 'num_gpus',
  rentable: null,
  rented: null,
  verified: 'verified',
  price_missing: null,
  price: 'price',
  gpu_ram: 'gpu_ram',
  reliability_missing: 'reliability',
  reliability: 'reliability',
  inet_down: 'inet_down',
  inet_up: 'inet_up',
  disk_space: 'disk_space',
  ports: 'ports',
  machine_missing: null,
  blocked_host: 'blocked_hosts',
  blocked_machine: 'blocked_hosts',
  blocked_region: 'blocked_regions',
  taken: null,
  region: 'region',
  latency: 'latency',
};

const FILTERS: readonly RelaxableFilter[] = [
  ...new Set(Object.values(FILTER_OF).filter((filter) => filter !== null)),
];

/** Slack before rounding away from the user's side, so that 0.53 does not become 0.54. */
const HAIR = 1e-6;

function roundUp(value: number, factor: number): number {
  return Math.ceil(value * factor - HAIR) / factor;
}

function roundDown(value: number, factor: number): number {
  return Math.floor(value * factor + HAIR) / factor;
}

/** What a group of offers asks for. */
type Demand = Pick<Relaxation, 'first' | 'value'>;

/** A demand that is met all at once or not at all. */
function whole(value: Relaxation['value']): Demand {
  return { first: null, value };
}

type Figures = readonly (number | null)[];

/**
 * The demand of offers that lie beyond a limit: the nearest figure first, the farthest for all; `ifMissing` for all as
 * soon as one offer does not tell its figure.
 */
function beyond(
  figures: Figures,
  round: (value: number) => number,
  sign: 1 | -1,
  ifMissing: number | null,
): Demand {
  let nearest = Infinity;
  let farthest = -Infinity;
  let known = 0;
  for (const figure of figures) {
    if (figure === null) continue;
    known += 1;
    nearest = Math.min(nearest, sign * figure);
    farthest = Math.max(farthest, sign * figure);
  }
  const value = known === figures.length ? round(sign * farthest) : ifMissing;
  if (known === 0) return { first: null, value };
  const step = round(sign * nearest);
  const admits = figures.filter((figure) => figure !== null && sign * figure <= sign * step).length;
  return { first: admits === figures.length ? null : { admits, value: step }, value };
}

type Figure = (item: Rejected) => number | null;

/** Figures that are too low; suggestions are rounded down. */
function tooLow(
  items: readonly Rejected[],
  figure: Figure,
  factor: number,
  ifMissing: number | null,
): Demand {
  return beyond(items.map(figure), (value) => roundDown(value, factor), -1, ifMissing);
}

/** Figures that are too high; suggestions are rounded up. */
function tooHigh(items: readonly Rejected[], figure: Figure, factor: number): Demand {
  return beyond(items.map(figure), (value) => roundUp(value, factor), 1, null);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '').sort(compareText);
}

/** The region list entry that would admit an offer without admitting more than its country. */
function regionEntry({ region }: CleanOffer): string {
  return region.country === '??' ? '*' : region.country;
}

/** The mildest settings that admit offers which fail this filter alone. */
const DEMAND_OF: Readonly<
  Record<RelaxableFilter, (items: readonly Rejected[], onUnprobed: OnUnprobed) => Demand>
> = {
  gpu_name: (items) => whole(distinct(items.map(({ offer }) => offer.gpuName))),
  num_gpus: (items) => whole(distinct(items.map(({ offer }) => String(offer.numGpus ?? '')))),
  verified: () => whole(null),
  price: (items) => tooHigh(items, ({ offer }) => offer.price, 100),
  gpu_ram: (items) => tooLow(items, ({ offer }) => offer.gpuRamMb && offer.gpuRamMb / 1000, 10, null),
  reliability: (items) => tooLow(items, ({ offer }) => offer.reliability, 100, 0),
  inet_down: (items) => tooLow(items, ({ offer }) => offer.inetDownMbps, 1, 0),
  inet_up: (items) => tooLow(items, ({ offer }) => offer.inetUpMbps, 1, 0),
  disk_space: (items) => tooLow(items, ({ offer }) => offer.diskGb, 1, null),
  ports: (items) => tooLow(items, ({ offer }) => offer.ports, 1, null),
  blocked_hosts: (items) =>
    whole(
      distinct(
        items.flatMap(({ offer, reasons }) => [
          reasons.includes('blocked_host') ? `host:${offer.hostId ?? ''}` : '',
          reasons.includes('blocked_machine') ? `machine:${offer.machineId ?? ''}` : '',
        ]),
      ),
    ),
  blocked_regions: (items) => whole(distinct(items.map(({ offer }) => offer.region.code))),
  region: (items) => whole(distinct(items.map(({ offer }) => regionEntry(offer)))),
  latency: (items, onUnprobed) =>
    // A higher limit does not help what was not measured and must be.
    tooHigh(
      items,
      ({ latency }) => (onUnprobed === 'reject' && latency.source !== 'measured' ? null : latency.ms),
      1,
    ),
};

/**
 * For each single filter, how many offers would pass if only that one were dropped, most helpful first.
 * One pass over the rejected offers: an offer counts for a filter when all its reasons belong to it. (selection.md 5.10)
 */
export function relaxations(rejected: readonly Rejected[], onUnprobed: OnUnprobed): Relaxation[] {
  const groups = new Map<RelaxableFilter, Rejected[]>();
  for (const item of rejected) {
    const filter = soleFilter(item.reasons);
    if (filter === null) continue;
    const group = groups.get(filter);
    if (group === undefined) groups.set(filter, [item]);
    else group.push(item);
  }
  return FILTERS.flatMap((filter) => {
    const items = groups.get(filter);
    if (items === undefined) return [];
    const { first, value } = DEMAND_OF[filter](items, onUnprobed);
    return [{ admits: items.length, filter, first, value }];
  }).sort((a, b) => b.admits - a.admits);
}

/** The filter that all reasons belong to, or `null` when they are of several, or of none that can be relaxed. */
function soleFilter(reasons: readonly RejectReason[]): RelaxableFilter | null {
  const [first, ...others] = reasons;
  const filter = first === undefined ? null : FILTER_OF[first];
  return filter !== null && others.every((reason) => FILTER_OF[reason] === filter) ? filter : null;
}
