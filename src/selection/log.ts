import { TIER_LABELS } from './regions';
import { fixed } from './rounding';
import { explainNothing } from './explain';
import type { RankedOffer, SelectionRecord } from './record-types';
import type { LatencySource, Requirements } from './types';

/** What every line about a selection begins with; users grep for it. (selection.md 1.8) */
export const LOG_PREFIX = '[VAST-NA]';

/** How many offers the log shows in full. */
const BLOCKS = 3;

/** USD with 2 decimals, or 3 if the third is not 0: `$0.23`, `$0.185`. */
export function formatPrice(pricePerHour: number): string {
  const text = fixed(pricePerHour, 3);
  return `$${text.endsWith('0') ? text.slice(0, -1) : text}`;
}

/** Score points with their sign: `+0.20`. */
export function formatBonus(points: number): string {
  return points < 0 ? fixed(points, 2) : `+${fixed(points, 2)}`;
}

/** `12ms` when measured, `~12ms (estimated)` otherwise; no space, users grep for `ms`. */
export function formatLatency(ms: number | null, source: LatencySource): string {
  if (ms === null) return 'unknown';
  return source === 'measured' ? `${fixed(ms, 0)}ms` : `~${fixed(ms, 0)}ms (${source})`;
}

/** `98.5%` */
function formatReliability(reliability: number | null): string {
  return reliability === null ? 'unknown' : `${fixed(reliability * 100, 1)}%`;
}

/**
 * The region code and the marketplace's own words for the place: `US-CA, California`. Never a city that the
 * marketplace did not name. (selection.md 2, A16)
 */
export function formatPlace(region: RankedOffer['region']): string {
  const parts = region.source
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // What remains once country and continent, two letters each, are taken off the end.
  while (/^[A-Za-z]{2}$/.test(parts.at(-1) ?? '')) parts.pop();
  const place = parts.join(', ');
  if (place !== '' && place.toUpperCase() !== region.code) return `${region.code}, ${place}`;
  return region.code.includes('-') ? `${region.code}, ${region.name}` : region.code;
}

/** A query word as the marketplace's own tools write it: underscores for spaces, a list for several. */
function clause(field: string, values: readonly string[]): string {
  const words = values.map((value) => value.replaceAll(' ', '_'));
  return words.length === 1 ? `${field}=${words[0] ?? ''}` : `${field} in [${words.join(',')}]`;
}

function countriesAsked(query: Readonly<Record<string, unknown>>): string[] {
  const filter = query['geolocation'];
  if (typeof filter !== 'object' || filter === null) return [];
  const value: unknown = 'eq' in filter ? [filter.eq] : 'in' in filter ? filter.in : [];
  return Array.isArray(value) ? value.filter((country) => typeof country === 'string') : [];
}

function queryLine({ requirements, query }: SelectionRecord): string {
  const countries = countriesAsked(query);
  const clauses = [
    ...(countries.length === 0 ? [] : [clause('geolocation', countries)]),
    clause('gpu_name', [requirements.gpuName, ...requirements.fallbackGpuNames]),
    `dph<=${formatPrice(requirements.maxPricePerHour).slice(1)}`,
  ];
  return `${LOG_PREFIX} Querying API: ${clauses.join(' ')}...`;
}

function foundLine({ counts }: SelectionRecord): string {
  const found = `Found ${counts.candidates} ${counts.candidates === 1 ? 'instance' : 'instances'}`;
  const of =
    counts.candidates === counts.returned ? '' : ` (${counts.candidates} of ${counts.returned} offers)`;
  const next = counts.candidates === 0 ? '' : ', scoring for North America optimization:';
  return `${LOG_PREFIX} ${found}${of}${next}`;
}

function block(offer: RankedOffer): string[] {
  const { region, bonus, latency } = offer;
  const modifiers = Object.entries(bonus.modifiers).map(
    ([name, points]) => `  - Modifier: ${formatBonus(points)} (${name})`,
  );
  return [
    `Instance ${offer.offerId} (${formatPlace(region)}):`,
    `  - Base Score: ${fixed(offer.base, 2)} (price: ${formatPrice(offer.pricePerHour)}/hr, reliability: ${formatReliability(offer.reliability)})`,
    `  - Location Bonus: ${formatBonus(bonus.region)} (${TIER_LABELS[region.tier]})`,
    ...modifiers,
    `  - Latency: ${formatLatency(latency.ms, latency.source)}`,
    `  - Final Score: ${fixed(offer.final, 2)}${offer.rank === 1 ? ' ← WINNER' : ''}`,
  ];
}

/** Why the winner won, in words: `optimal latency + location`. */
export function selectedReason({ selectedFor }: SelectionRecord): string {
  return selectedFor.length === 0 ? 'best overall score' : `optimal ${selectedFor.join(' + ')}`;
}

/**
 * The log of a selection, one line an item: query, count, the first three offers, the choice, warnings; or, when
 * nothing matches, why not. (selection.md 1.8, 5.10)
 */
export function renderSelectionLog(record: SelectionRecord): string[] {
  const [winner] = record.ranking;
  const outcome = winner
    ? [
        ...record.ranking.slice(0, BLOCKS).flatMap(block),
        `${LOG_PREFIX} Selected: Instance ${winner.offerId} (${selectedReason(record)})`,
      ]
    : explainNothing(record)
        .split('\n')
        .map((line) => `${LOG_PREFIX} ${line}`);
  return [
    queryLine(record),
    foundLine(record),
    ...outcome,
    ...record.warnings.map((warning) => `${LOG_PREFIX} Warning: ${warning}`),
  ];
}

/** The line that announces a rental. */
export function renderLaunchLine(region: string, gpuName: Requirements['gpuName']): string {
  return `${LOG_PREFIX} Launching in ${region} with ${gpuName}...`;
}

/** One service of a rental and where it answers. */
export interface ReadyService {
  /** The name that others use, such as `june-stt.default.svc.cluster.local:8001`. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** The closing lines: the services and where they answer. */
export function renderReadyLines(
  averageLatencyMs: number | null,
  services: readonly ReadyService[],
): string[] {
  const latency = averageLatencyMs === null ? '' : ` with ${fixed(averageLatencyMs, 0)}ms average latency`;
  return [
    `${LOG_PREFIX} Services ready${latency}:`,
    ...services.map(({ name, address, port }) => `  - ${name} → ${address}:${port}`),
  ];
}
