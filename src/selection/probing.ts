import { normalizeRequirements } from './normalize';
import { prepare } from './prepare';
import type { Latency } from './latency';
import { estimator } from './latency';
import type { SelectInput } from './types';

/** How many addresses are worth dialling. (selection.md 5.6) */
export const MAX_PROBES = 10;

/** An address to measure, and the offers that its answer counts for. */
export interface ProbeTarget {
  readonly address: string;
  /** In order. */
  readonly offerIds: readonly number[];
}

/** Blocks of IPv4 addresses that no rental on the public internet has: own networks, own machine, link, multicast. */
const UNREACHABLE: readonly RegExp[] = [
  /^(?:0|10|127)\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^169\.254\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^(?:22[4-9]|2[3-5]\d)\./,
];

/**
 * Whether text is an IPv4 address of the public internet. Hosts choose what they announce, and a prober must not be
 * sent into the user's own network.
 */
export function isPublicAddress(text: string): boolean {
  const parts = text.split('.');
  const wellFormed =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return wellFormed && !UNREACHABLE.some((block) => block.test(text));
}

/**
 * The addresses to measure before a selection: of the offers that pass every filter but the latency limit, nearest
 * (by estimate) and then cheapest first, distinct addresses. (selection.md 5.6)
 */
export function probeTargets(
  input: Omit<SelectInput, 'probes' | 'takenAt'>,
  limit: number = MAX_PROBES,
): readonly ProbeTarget[] {
  const { passed } = prepare({
    ...input,
    requirements: normalizeRequirements({ ...input.requirements, maxLatencyMs: null }),
    probes: [],
    takenAt: '',
  });
  const estimate = estimator(input.preferences.vantage);
  const distance = ({ ms }: Latency): number => ms ?? Infinity;
  const ordered = passed
    .map(({ offer }) => ({ offer, ms: distance(estimate(offer.region)) }))
    .sort(
      (a, b) => compare(a.ms, b.ms) || (a.offer.price ?? 0) - (b.offer.price ?? 0) || a.offer.id - b.offer.id,
    );

  const targets = new Map<string, number[]>();
  for (const { offer } of ordered) {
    const { address } = offer;
    if (address === null || !isPublicAddress(address)) continue;
    const known = targets.get(address);
    if (known !== undefined) known.push(offer.id);
    else if (targets.size < limit) targets.set(address, [offer.id]);
  }
  return [...targets].map(([address, offerIds]) => ({ address, offerIds: offerIds.sort((a, b) => a - b) }));
}

/** Subtraction would make NaN of two infinities. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
