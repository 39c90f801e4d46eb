import { formatPlace, formatPrice, type RankedOffer, type SelectionRecord } from '../../selection';
import { COMPONENTS } from '../comparison';
import { count, latency, number, percent, points } from '../format';
import { renderBar, renderLegend, scaleOf, type Scale } from './bars';
import { html, type Markup } from './markup';

/** Offers that are open to see; the rest is folded. */
const SHOWN = 10;
/** Offers on the page at all: a record that was not trimmed may hold thousands. */
const LIMIT = 100;

const HEAD = html`<thead role="rowgroup">
  <tr role="row">
    <th role="columnheader" scope="col">Rank</th>
    <th role="columnheader" scope="col">Offer</th>
    <th role="columnheader" scope="col" class="num">Price</th>
    <th role="columnheader" scope="col" class="num">Reliability</th>
    <th role="columnheader" scope="col" class="num">Latency</th>
    <th role="columnheader" scope="col">Weighted parts of the score</th>
    <th role="columnheader" scope="col" class="num">Final</th>
  </tr>
</thead>`;

function row(offer: RankedOffer, record: SelectionRecord, scale: Scale): Markup {
  const winner = offer.rank === 1;
  // Roles are repeated because the narrow layout takes the table's own display away.
  return html`<tr role="row" ${winner ? html` class="winner"` : null}>
    <td role="cell" class="rank"><span>${offer.rank}</span></td>
    <th role="rowheader" scope="row">
      <span class="offer">${offer.offerId}</span
      >${winner ? html` <span class="tag">winner</span>` : null}<span class="place"
        >${formatPlace(offer.region)}</span
      >
    </th>
    <td role="cell" class="num price">${formatPrice(offer.pricePerHour)}<span class="unit">/hr</span></td>
    <td role="cell" class="num facts-cell">
      ${percent(offer.reliability)}<span class="only-narrow"> reliable</span>
    </td>
    <td role="cell" class="num latency">
      ${latency(offer.latency)} <span class="muted">${offer.latency.source}</span>
    </td>
    <td role="cell" class="score">${renderBar(offer, record, scale)}</td>
    <td role="cell" class="num final">${number(offer.final, 3)}</td>
  </tr>`;
}

function table(
  caption: string,
  offers: readonly RankedOffer[],
  record: SelectionRecord,
  scale: Scale,
): Markup {
  return html`<table role="table" class="ranking">
    <caption>
      ${caption}
    </caption>
    ${HEAD}
    <tbody role="rowgroup">
      ${offers.map((offer) => row(offer, record, scale))}
    </tbody>
  </table>`;
}

/** Every number of the ranking, to recompute it by hand. */
function numbers(offers: readonly RankedOffer[]): Markup {
  const head = [
    'Rank',
    'Offer',
    'Machine',
    ...COMPONENTS.map(({ label }) => label),
    'base',
    'bonus',
    'modifiers',
    'final',
  ];
  const rows = offers.map((offer) => {
    const modifiers = Object.values(offer.bonus.modifiers).reduce((sum, each) => sum + each, 0);
    const cells = [
      offer.machineId,
      ...COMPONENTS.map(({ key }) => number(offer.components[key], 6)),
      number(offer.base, 6),
      points(offer.bonus.region),
      points(modifiers),
      number(offer.final, 6),
    ];
    return html`<tr>
      <td class="num">${offer.rank}</td>
      <th scope="row" class="num">${offer.offerId}</th>
      ${cells.map((cell) => html`<td class="num">${cell}</td>`)}
    </tr>`;
  });
  return html`<details>
    <summary>All numbers, to check by hand</summary>
    <p class="muted">
      base = the sum of weight × component; final = base + bonus + modifiers. A component is between 0 and 1.
    </p>
    <div class="scroll" role="region" aria-label="All numbers of the ranking" tabindex="0">
      <table class="plain">
        <thead>
          <tr>
            ${head.map((title) => html`<th scope="col" class="num">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** The ranked offers with their scores as stacked bars. */
export function renderRanking(record: SelectionRecord): Markup {
  const offers = record.ranking.slice(0, LIMIT);
  const scale = scaleOf(offers, record);
  const rest = offers.slice(SHOWN);
  const left = record.ranking.length - offers.length + record.omitted.ranking;
  return html`<section aria-labelledby="ranking">
    <h2 id="ranking">Ranking</h2>
    <p class="muted">
      ${count(record.counts.candidates, 'offer')} passed every filter. Each bar adds the weighted components
      up, then the bonus of the region; the line at its end is the final score.
    </p>
    ${renderLegend(record)}
    ${table(rest.length === 0 ? 'All offers, best first' : `The best ${SHOWN} offers`, offers.slice(0, SHOWN), record, scale)}
    ${
      rest.length === 0
        ? null
        : html`<details>
            <summary>${count(rest.length, 'more offer')}</summary>
            ${table('The offers after them', rest, record, scale)}
          </details>`
    }
    ${left === 0 ? null : html`<p class="muted">${count(left, 'further offer')} not shown.</p>`}
    ${numbers(offers)}
  </section>`;
}
