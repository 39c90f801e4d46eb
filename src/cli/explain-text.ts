import {
  describeRelaxation,
  formatLatency,
  formatPlace,
  formatPrice,
  REASON_TEXTS,
  selectedReason,
  TIER_LABELS,
  type RankedOffer,
  type RejectReason,
  type SelectionRecord,
} from '../selection';
import { differencesOf, rentalOf, separationOf } from './comparison';
import { age, count, number, percent, points } from './format';
import { rankingNotes, renderRankingTable } from './offers-table';
import type { Style } from './style';
import { renderTable } from './table';

/** Rows of the ranking. */
const RANKED = 5;
/** Offer ids listed for one reason. */
const LISTED = 5;

/** What an explanation is about besides the record. */
export interface Explained {
  /** Construct path. */
  readonly path: string;
  /** The offer that was rented, once the lock knows. */
  readonly rentedOfferId: number | undefined;
  readonly now: Date;
}

function headOf(
  winner: RankedOffer,
  record: SelectionRecord,
  { path, rentedOfferId, now }: Explained,
): string[] {
  const host = winner.hostId === null ? '' : ` of host ${winner.hostId}`;
  const rental = rentalOf(record, rentedOfferId);
  return [
    `${path}: offer ${winner.offerId} in ${formatPlace(winner.region)} (${selectedReason(record)})`,
    `${winner.gpu}, ${formatPrice(winner.pricePerHour)}/hr, reliability ${percent(winner.reliability)}, latency ` +
      `${formatLatency(winner.latency.ms, winner.latency.source)}, machine ${winner.machineId}${host}`,
    `${count(record.counts.candidates, 'offer')} of ${record.counts.returned} fit, asked ${age(record.takenAt, now)} ago (${record.takenAt})`,
    ...(rental === undefined ? [] : [rental]),
  ];
}

/** The score part by part, beside the runner-up's if there is one. */
function scoreTable(
  winner: RankedOffer,
  other: RankedOffer | undefined,
  record: SelectionRecord,
  style: Style,
): string {
  const weight = (value: number | null): string => (value === null ? '' : number(value, 2));
  const value = (part: number | null): string => (part === null ? '' : number(part, 4));
  const rows = differencesOf(winner, other ?? winner, record).map(({ a, b, difference }) => [
    a.key === 'region' ? `${a.label} (${TIER_LABELS[winner.region.tier]})` : a.label,
    weight(a.weight),
    value(a.value),
    number(a.points, 4),
    ...(other === undefined ? [] : [value(b.value), number(b.points, 4), points(difference, 4)]),
  ]);
  const total = [
    style.bold('final'),
    '',
    '',
    style.bold(number(winner.final, 4)),
    ...(other === undefined
      ? []
      : ['', style.bold(number(other.final, 4)), style.bold(points(winner.final - other.final, 4))]),
  ];
  const right = (title: string) => ({ title, align: 'right' }) as const;
  return renderTable(
    [
      { title: 'part' },
      right('weight'),
      right('value'),
      right('points'),
      ...(other === undefined ? [] : [right(`${other.offerId}`), right('points'), right('difference')]),
    ],
    [...rows, total],
    style.bold,
  );
}

function rejectedLines(record: SelectionRecord): string[] {
  const reasons = Object.keys(REASON_TEXTS).filter(
    (reason): reason is RejectReason => reason in record.counts.byReason,
  );
  if (reasons.length === 0) return ['No offer that came back was rejected.'];
  const rows = reasons
    .map((reason) => ({ reason, offers: record.counts.byReason[reason] ?? 0 }))
    .sort((a, b) => b.offers - a.offers)
    .map(({ reason, offers }) => {
      const ids = record.rejected
        .filter(({ reasons: all }) => all.includes(reason))
        .map(({ offerId }) => offerId);
      const listed = ids.slice(0, LISTED).join(', ');
      const more = offers > Math.min(ids.length, LISTED) ? ', …' : '';
      return [REASON_TEXTS[reason], reason, String(offers), `${listed}${listed === '' ? '' : more}`];
    });
  return [
    renderTable(
      [{ title: 'reason' }, { title: 'code' }, { title: 'offers', align: 'right' }, { title: 'which' }],
      rows,
    ),
  ];
}

function relaxationLines({ relaxations, requirements, counts }: SelectionRecord): string[] {
  if (relaxations.length > 0) {
    return relaxations.map((relaxation) => `  - ${describeRelaxation(relaxation, requirements)}`);
  }
  return counts.rejected === 0 ? [] : ['  Nothing: no rejected offer failed one limit alone.'];
}

/** Why this offer and no other, for a terminal. */
export function renderExplanation(record: SelectionRecord, explained: Explained, style: Style): string {
  const [winner, other] = record.ranking;
  if (winner === undefined) return `${explained.path}: no offer matches.`;
  const shown = record.ranking.slice(0, RANKED);
  const relaxed = relaxationLines(record);
  const section = (title: string, ...lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.bold(title), ...lines];
  const [head, ...facts] = headOf(winner, record, explained);
  return [
    style.good(head ?? ''),
    ...facts,
    ...section(
      other === undefined
        ? 'Score'
        : `Score, and that of the runner-up ${other.offerId} in ${formatPlace(other.region)}`,
      scoreTable(winner, other, record, style),
    ),
    ...section('What separated them', separationOf(record)),
    ...section(
      `Ranking, the first ${shown.length} of ${record.counts.candidates}`,
      renderRankingTable(record, shown, style),
      ...rankingNotes(record, shown),
    ),
    ...section(`Rejected, ${count(record.counts.rejected, 'offer')}`, ...rejectedLines(record)),
    ...section('What relaxing one limit would admit', ...relaxed),
    ...section('Warnings', ...record.warnings.map((warning) => `  - ${warning}`)),
  ].join('\n');
}
