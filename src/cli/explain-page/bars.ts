import type { RankedOffer, SelectionRecord } from '../../selection';
import { contributionsOf, type Contribution } from '../comparison';
import { number, points } from '../format';
import { factOf } from './facts';
import { html, share, type Markup } from './markup';

/** The range of scores that all bars of a page share. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

const above = (parts: readonly Contribution[]): number =>
  parts.reduce((sum, part) => sum + Math.max(0, part.points), 0);
const below = (parts: readonly Contribution[]): number =>
  parts.reduce((sum, part) => sum + Math.min(0, part.points), 0);

/** The scale that holds every bar: from 0, or from the lowest penalty, to the highest sum of gains. */
export function scaleOf(offers: readonly RankedOffer[], record: SelectionRecord): Scale {
  const parts = offers.map((offer) => contributionsOf(offer, record));
  return {
    low: Math.min(0, ...parts.map(below)),
    high: Math.max(0.1, ...parts.map(above)),
  };
}

/** Segments narrower than this share of the bar carry no number. */
const ROOM_FOR_NUMBER = 0.065;
/** Segments narrower than this lose it on a narrow page. */
const ROOM_WHEN_NARROW = 0.11;

/**
 * One stacked bar: the weighted components from zero on in their order, then the bonus; penalties go to the left of
 * zero. The mark stands at the final score, which is where the gains end when there is no penalty.
 */
export function renderBar(offer: RankedOffer, record: SelectionRecord, scale: Scale): Markup {
  const parts = contributionsOf(offer, record);
  const span = scale.high - scale.low;
  const at = (value: number): number => (value - scale.low) / span;
  let [right, left] = [0, 0];
  const segments = parts.map((part) => {
    if (part.points === 0) return null;
    const from = part.points > 0 ? right : left + part.points;
    if (part.points > 0) right += part.points;
    else left += part.points;
    const size = Math.abs(part.points) / span;
    const label =
      size < ROOM_FOR_NUMBER
        ? null
        : html`<text${size < ROOM_WHEN_NARROW ? html` class="tight"` : null} x="${share(at(from) + size / 2)}" y="50%">${number(part.points, 2)}</text>`;
    const box = html`x="${share(at(from))}" y="3" width="${share(size)}" height="20"`;
    const hatch = part.weight === null ? html`<rect class="hatch" ${box} />` : null;
    return html`<g class="part ${part.key}"
      ><title>${part.label}: ${points(part.points, 4)} (${factOf(part.key, offer)})</title
      ><rect ${box} />${hatch}${label}</g
    >`;
  });
  const zero =
    scale.low < 0
      ? html`<line class="zero" x1="${share(at(0))}" x2="${share(at(0))}" y1="0" y2="26" />`
      : null;
  const end = share(at(offer.final));
  return html`<svg class="bar" width="100%" height="26" role="img" aria-label="${describeBar(offer, parts)}">
    ${segments}${zero}
    <line class="end" x1="${end}" x2="${end}" y1="0" y2="26" />
  </svg>`;
}

function describeBar(offer: RankedOffer, parts: readonly Contribution[]): string {
  const terms = parts.map((part) => `${part.label} ${number(part.points, 3)}`);
  return `Final score ${number(offer.final, 3)}: ${terms.join(', ')}`;
}

/** What the colours of the bars stand for, in the order of the segments. */
export function renderLegend(record: SelectionRecord): Markup {
  const [first] = record.ranking;
  if (first === undefined) return html``;
  const items = contributionsOf(first, record).map(
    ({ key, label, weight }) =>
      html`<li>
        <svg class="swatch part ${key}" width="14" height="14" aria-hidden="true">
          <rect width="14" height="14" rx="3" />
          ${weight === null ? html`<rect class="hatch" width="14" height="14" rx="3" />` : null}</svg
        >${label}${weight === null ? null : html` <span class="muted">weight ${number(weight, 2)}</span>`}
      </li>`,
  );
  return html`<ul class="legend">
    ${items}
  </ul>`;
}
