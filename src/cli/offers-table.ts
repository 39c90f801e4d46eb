import { formatBonus, formatPlace, formatPrice, type RankedOffer, type SelectionRecord } from '../selection';
import { count, latency, number, percent } from './format';
import type { Style } from './style';
import { renderTable, type Column } from './table';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'offer', align: 'right' },
  { title: 'machine', align: 'right' },
  { title: 'GPU' },
  { title: 'place' },
  { title: '$/hr', align: 'right' },
  { title: 'reliability', align: 'right' },
  { title: 'latency', align: 'right' },
  { title: 'base', align: 'right' },
  { title: 'bonus', align: 'right' },
  { title: 'final', align: 'right' },
];
const STAGE: Column = { title: 'stage', align: 'right' };

function rowOf(offer: RankedOffer, style: Style): readonly string[] {
  const modifiers = Object.values(offer.bonus.modifiers).reduce((sum, each) => sum + each, 0);
  const cells = [
    String(offer.rank),
    String(offer.offerId),
    String(offer.machineId),
    offer.gpu,
    formatPlace(offer.region),
    formatPrice(offer.pricePerHour).slice(1),
    percent(offer.reliability),
    latency(offer.latency),
    number(offer.base, 2),
    formatBonus(offer.bonus.region + modifiers),
    number(offer.final, 2),
  ];
  return offer.rank === 1 ? cells.map(style.good) : cells;
}

/** The ranking of a record as a table; a column of stages only where there is more than one. */
export function renderRankingTable(
  record: SelectionRecord,
  offers: readonly RankedOffer[],
  style: Style,
): string {
  const staged = record.pools.length > 1;
  return renderTable(
    staged ? [...COLUMNS, STAGE] : COLUMNS,
    offers.map((offer) => [
      ...rowOf(offer, style),
      ...(staged ? [`${offer.gpuStage}.${offer.regionStage}`] : []),
    ]),
    style.bold,
  );
}

/** What the marks of {@link renderRankingTable} mean, one line each, as far as they occur. */
export function rankingNotes(record: SelectionRecord, offers: readonly RankedOffer[]): readonly string[] {
  const guessed = offers.some(({ latency: { ms, source } }) => ms !== null && source !== 'measured');
  return [
    ...(guessed ? [`~ is not measured but estimated from the distance to ${record.vantage.name}.`] : []),
    ...(record.pools.length > 1
      ? ['Stage is GPU.region: offers of an earlier stage come first, whatever their score.']
      : []),
  ];
}

/** What was found, best first, at most `limit` rows. */
export function renderOffers(record: SelectionRecord, limit: number, style: Style): string {
  const { requirements, counts } = record;
  const shown = record.ranking.slice(0, limit);
  const gpus = [requirements.gpuName, ...requirements.fallbackGpuNames].join(' or ');
  const more = counts.candidates - shown.length;
  return [
    `${count(counts.candidates, 'offer')} of ${counts.returned} ${counts.candidates === 1 ? 'matches' : 'match'}: ` +
      `${gpus}, at most ${formatPrice(requirements.maxPricePerHour)}/hr, in ${requirements.regions.join(', ')}`,
    '',
    renderRankingTable(record, shown, style),
    '',
    ...(more > 0 ? [`${more} more; --limit 0 shows all.`] : []),
    ...(record.truncated
      ? ['The market holds more offers than could be read; a better one may be missing.']
      : []),
    ...rankingNotes(record, shown),
  ]
    .join('\n')
    .trimEnd();
}
