import type { Components, DecidedBy, RankedOffer, SelectionRecord, Weights } from '../selection';
import { number } from './format';

/** The parts of a base score, in the order in which they are added. (selection.md 5.8) */
export const COMPONENTS: readonly {
  readonly key: keyof Components & keyof Weights;
  readonly label: string;
}[] = [
  { key: 'latency', label: 'latency' },
  { key: 'price', label: 'price' },
  { key: 'gpuMatch', label: 'GPU match' },
  { key: 'reliability', label: 'reliability' },
  { key: 'availability', label: 'availability' },
];

/** One part of a final score. */
export interface Contribution {
  readonly key: keyof Components | 'region' | 'modifiers';
  readonly label: string;
  /** 0 to 1; `null` for a bonus. */
  readonly weight: number | null;
  /** 0 to 1; `null` for a bonus. */
  readonly value: number | null;
  /** What it adds to the final score. */
  readonly points: number;
}

/** The final score of an offer in parts that add up to it: components, the region's bonus, and modifiers if any are set. */
export function contributionsOf(offer: RankedOffer, record: SelectionRecord): readonly Contribution[] {
  const modifiers = Object.values(offer.bonus.modifiers).reduce((sum, each) => sum + each, 0);
  const bonus = (key: 'region' | 'modifiers', label: string, points: number): Contribution => ({
    key,
    label,
    weight: null,
    value: null,
    points,
  });
  return [
    ...COMPONENTS.map(({ key, label }) => ({
      key,
      label,
      weight: record.weights[key],
      value: offer.components[key],
      points: record.weights[key] * offer.components[key],
    })),
    bonus('region', 'region bonus', offer.bonus.region),
    ...(Object.values(record.modifiers).some((value) => value !== 0)
      ? [bonus('modifiers', 'modifiers', modifiers)]
      : []),
  ];
}

/** One part of two final scores, beside each other. */
export interface Difference {
  readonly a: Contribution;
  readonly b: Contribution;
  /** Points of `a` less those of `b`. */
  readonly difference: number;
}

/** Where two offers gain and lose against each other. */
export function differencesOf(
  a: RankedOffer,
  b: RankedOffer,
  record: SelectionRecord,
): readonly Difference[] {
  const others = contributionsOf(b, record);
  return contributionsOf(a, record).flatMap((part, index) => {
    const other = others[index];
    return other === undefined ? [] : [{ a: part, b: other, difference: part.points - other.points }];
  });
}

/** Names of the sort keys as a user knows them. (selection.md 5.9) */
export const DECIDED_BY: Readonly<Record<DecidedBy, string>> = {
  gpuStage: 'the GPU stage',
  regionStage: 'the region stage',
  final: 'the final score',
  pricePerHour: 'the price',
  reliability: 'the reliability',
  inetDownMbps: 'the download speed',
  machineId: 'the lower machine id',
  offerId: 'the lower offer id',
};

/** The sentence that says what put the winner before the runner-up. */
export function separationOf(record: SelectionRecord): string {
  const [winner, runnerUp] = record.ranking;
  if (winner === undefined) return 'No offer matches.';
  if (runnerUp === undefined || record.decidedBy === null) return 'It was the only offer that matches.';
  const lead = winner.final - runnerUp.final;
  const other = `offer ${runnerUp.offerId}`;
  const scores = `${number(winner.final, 4)} against ${number(runnerUp.final, 4)}`;
  const despite = lead < 0 ? `, although its final score is higher (${scores})` : ` (final scores ${scores})`;
  switch (record.decidedBy) {
    case 'gpuStage':
      return `${winner.gpu} is asked for before ${runnerUp.gpu}, so ${other} comes after it${despite}.`;
    case 'regionStage':
      return (
        `${winner.region.code} belongs to an earlier entry of the region list than ${runnerUp.region.code}, ` +
        `so ${other} comes after it${despite}.`
      );
    case 'final':
      return `The final score decided: ${scores} of ${other}, a lead of ${number(lead, 4)}.`;
    default:
      return `Both have the final score ${number(winner.final, 4)}; ${DECIDED_BY[record.decidedBy]} decided against ${other}.`;
  }
}

/**
 * What to say about the offer that was rented in the end.
 * @param rentedOfferId undefined when nothing was rented yet
 */
export function rentalOf(record: SelectionRecord, rentedOfferId: number | undefined): string | undefined {
  if (rentedOfferId === undefined) return undefined;
  const offer = record.ranking.find(({ offerId }) => offerId === rentedOfferId);
  if (offer === undefined) return `Rented was offer ${rentedOfferId}, which is not in this ranking.`;
  return offer.rank === 1
    ? 'This offer was rented.'
    : `Rented was offer ${rentedOfferId}, rank ${offer.rank} of this ranking.`;
}
