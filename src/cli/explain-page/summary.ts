import {
  formatLatency,
  formatPlace,
  formatPrice,
  selectedReason,
  TIER_LABELS,
  type RankedOffer,
  type SelectionRecord,
} from '../../selection';
import { rentalOf } from '../comparison';
import { count, number, percent, points } from '../format';
import { html, type Markup } from './markup';

const fact = (name: string, value: string, note: string): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}<span class="muted">${note}</span></dd>
  </div>`;

function facts(winner: RankedOffer, record: SelectionRecord): Markup {
  const { region, latency } = winner;
  return html`<dl class="facts">
    ${fact('Final score', number(winner.final, 2), `base ${number(winner.base, 2)}, bonus ${points(winner.final - winner.base)}`)}
    ${fact('Price', `${formatPrice(winner.pricePerHour)}/hr`, `cap ${formatPrice(record.requirements.maxPricePerHour)}, disk included`)}
    ${fact('Latency', formatLatency(latency.ms, latency.source).replace(/ \(.*/, ''), latency.source === 'measured' ? 'measured' : `${latency.source}, from ${record.vantage.name}`)}
    ${fact('Reliability', percent(winner.reliability), `at least ${percent(record.requirements.minReliability)}`)}
    ${fact('Region', region.code, `${region.name}, ${TIER_LABELS[region.tier]}`)}
    ${fact('GPU', winner.gpu, `${number(winner.gpuMemoryGb, 0)} GB`)}
  </dl>`;
}

/** What a page is about besides the record. */
export interface Subject {
  /** Construct path, or another name of the choice. */
  readonly path: string;
  /** The offer that was really rented, when the lock knows. */
  readonly rentedOfferId?: number | undefined;
}

function verdict(winner: RankedOffer, record: SelectionRecord, rentedOfferId: number | undefined): Markup {
  const rental = rentalOf(record, rentedOfferId);
  return html`<p class="lead">
      Selected: <strong>offer ${winner.offerId}</strong> in <strong>${formatPlace(winner.region)}</strong>
      (${selectedReason(record)}).
    </p>
    <p class="muted">
      Machine
      ${winner.machineId}${winner.hostId === null ? null : html`, host ${winner.hostId}`}.${
        rental === undefined ? null : ` ${rental}`
      }
    </p>`;
}

/** The top of the page: what was chosen, among how many, and why in one sentence. */
export function renderSummary(record: SelectionRecord, { path, rentedOfferId }: Subject): Markup {
  const [winner] = record.ranking;
  const { counts } = record;
  return html`<header>
    <p class="eyebrow">Why this offer</p>
    <h1>${path}</h1>
    ${winner === undefined ? html`<p class="lead">No offer matches.</p>` : verdict(winner, record, rentedOfferId)}
    <p class="muted">
      ${count(counts.candidates, 'offer')} of ${counts.returned} fit, asked at
      <time datetime="${record.takenAt}"
        >${record.takenAt.replace('T', ' ').replace(/(:\d\d)?(\.\d+)?Z$/, ' UTC')}</time
      >, ${record.policy === 'staged' ? 'regions in stages' : 'all regions in one pool'}.
    </p>
    ${winner === undefined ? null : facts(winner, record)}
    ${
      record.warnings.length === 0
        ? null
        : html`<div class="note" role="note">
            <strong>Warnings</strong>
            <ul>
              ${record.warnings.map((warning) => html`<li>${warning}</li>`)}
            </ul>
          </div>`
    }
  </header>`;
}
