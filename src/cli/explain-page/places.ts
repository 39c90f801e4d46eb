import { formatLatency, formatPrice, TIER_LABELS, type SelectionRecord } from '../../selection';
import { count, points } from '../format';
import { renderMap } from './map';
import { clustersOf, type Cluster } from './map-sites';
import { html, type Markup } from './markup';

function row({ code, name, offers, region }: Cluster): Markup {
  const [best] = offers;
  const cheapest = Math.min(...offers.map(({ pricePerHour }) => pricePerHour));
  return html`<tr>
    <td class="num">${best.rank}</td>
    <th scope="row">${code === name ? code : `${code}, ${name}`}</th>
    <td>${TIER_LABELS[best.region.tier]} ${points(best.bonus.region)}</td>
    <td class="num">${offers.length}</td>
    <td class="num">${formatLatency(best.latency.ms, best.latency.source)}</td>
    <td class="num">${formatPrice(cheapest)}</td>
    <td>${region === undefined ? 'no' : 'yes'}</td>
  </tr>`;
}

/** The map, and the same in words for those who cannot see it. */
export function renderPlaces(record: SelectionRecord): Markup {
  const clusters = clustersOf(record.ranking);
  const elsewhere = clusters.filter(({ region }) => region === undefined);
  const missing = [
    ...(elsewhere.length === 0
      ? []
      : [
          ` Not on the map: ${elsewhere.map(({ name, offers }) => `${name} (rank ${offers[0].rank})`).join(', ')}.`,
        ]),
    ...(record.omitted.ranking === 0
      ? []
      : [
          ` ${count(record.omitted.ranking, 'offer')} further down the ranking ${record.omitted.ranking === 1 ? 'is' : 'are'} left out.`,
        ]),
  ];
  return html`<section aria-labelledby="places">
    <h2 id="places">Where they are</h2>
    <figure>
      <div class="scroll" role="region" aria-label="Map" tabindex="0">${renderMap(record)}</div>
      <figcaption class="muted">
        A number is the rank of the region’s best offer; a larger circle holds more offers; a dashed one
        stands for a country whose state is not known. The stronger a patch, the higher its bonus. A patch is
        what lies nearest to its region’s usual place, not a border. Dashed lines: the latency that the
        distance from ${record.vantage.name} suggests.${missing}
      </figcaption>
    </figure>
    <details>
      <summary>The same as a list: ${count(clusters.length, 'region')}</summary>
      <div class="scroll" role="region" aria-label="Offers by region" tabindex="0">
        <table class="plain">
          <caption>
            Regions in the order of their best offer
          </caption>
          <thead>
            <tr>
              <th scope="col" class="num">Best rank</th>
              <th scope="col">Region</th>
              <th scope="col">Bonus</th>
              <th scope="col" class="num">Offers</th>
              <th scope="col" class="num">Latency</th>
              <th scope="col" class="num">From $/hr</th>
              <th scope="col">On the map</th>
            </tr>
          </thead>
          <tbody>
            ${clusters.map(row)}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}
