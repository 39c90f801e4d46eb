import { formatPrice, type Pool, type SelectionRecord } from '../../selection';
import { number, percent, points } from '../format';
import { html, type Content, type Markup } from './markup';

function list(pairs: readonly (readonly [name: string, value: Content])[]): Markup {
  return html`<dl class="pairs">
    ${pairs.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const orNone = (texts: readonly string[]): string => (texts.length === 0 ? 'none' : texts.join(', '));
const atLeast = (value: number, unit: string): string => (value === 0 ? 'any' : `at least ${value} ${unit}`);
const pointsByName = (map: Readonly<Record<string, number>>): string =>
  orNone(Object.entries(map).map(([name, value]) => `${name} ${points(value)}`));

function limits({ requirements: r }: SelectionRecord): Markup {
  return list([
    ['GPU', orNone([r.gpuName, ...r.fallbackGpuNames])],
    ['GPUs', r.numGpus],
    ['GPU memory', atLeast(r.minGpuMemoryGb, 'GB')],
    ['Price', `at most ${formatPrice(r.maxPricePerHour)}/hr, disk included`],
    ['Reliability', r.minReliability === 0 ? 'any' : `at least ${percent(r.minReliability)}`],
    ['Download', atLeast(r.minDownloadMbps, 'Mbit/s')],
    ['Upload', atLeast(r.minUploadMbps, 'Mbit/s')],
    ['Regions', r.regions.join(', ')],
    ['Blocked regions', orNone(r.blockedRegions)],
    ['Blocked hosts', orNone(r.blockedHosts)],
    ['Hosts', r.verifiedOnly ? 'verified only' : 'verified or not'],
    ['Latency', r.maxLatencyMs === null ? 'no limit' : `at most ${r.maxLatencyMs}ms`],
    ['Disk', `${r.diskGb} GB`],
    ['Public ports', r.portCount],
  ]);
}

function ranking(record: SelectionRecord): Markup {
  const { weights, vantage, calibration } = record;
  return list([
    [
      'Weights',
      `latency ${weights.latency}, price ${weights.price}, GPU match ${weights.gpuMatch}, reliability ${weights.reliability}, availability ${weights.availability}`,
    ],
    ['Policy', record.policy],
    ['Bonuses changed', pointsByName(record.regionBonuses)],
    ['Modifiers', pointsByName(record.modifiers)],
    ['Vantage', `${vantage.name} (${number(vantage.lat, 1)}, ${number(vantage.lon, 1)})`],
    [
      'Calibration',
      calibration === null
        ? 'none: estimates as they are'
        : `estimates × ${number(calibration.factor, 3)}, from ${calibration.measured} measured addresses`,
    ],
    ['Reliability floor', record.reliabilityFloor],
    ['Configuration', html`<code>${record.configHash}</code>`],
  ]);
}

const stage = ({ gpuStage, regionStage }: Pool): string =>
  gpuStage === null || regionStage === null ? 'all' : `GPU ${gpuStage}, region ${regionStage}`;

function pools({ pools: all }: SelectionRecord): Markup {
  return html`<table class="plain">
    <caption>
      Pools: a price is worth most at the low end, nothing at the high end
    </caption>
    <thead>
      <tr>
        <th scope="col">Stage</th>
        <th scope="col" class="num">Offers</th>
        <th scope="col" class="num">Low $/hr</th>
        <th scope="col" class="num">High $/hr</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(
        (pool) =>
          html`<tr>
            <th scope="row">${stage(pool)}</th>
            <td class="num">${pool.size}</td>
            <td class="num">${number(pool.lo, 4)}</td>
            <td class="num">${number(pool.hi, 4)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** How the numbers came about: what was asked for, how it was weighed, and the formulas. */
export function renderWorkings(record: SelectionRecord): Markup {
  return html`<section aria-labelledby="workings">
    <h2 id="workings">How it was computed</h2>
    <div class="columns">
      <div>
        <h3>Limits</h3>
        ${limits(record)}
      </div>
      <div>
        <h3>Ranking</h3>
        ${ranking(record)}
        <h3>Components</h3>
        <ul class="formulas">
          <li>latency = 1 − ms / 150</li>
          <li>price = (high − price) / (high − low) of its pool</li>
          <li>GPU match = 1 for the first choice, less for each fallback</li>
          <li>reliability = the host’s own figure, above the floor</li>
          <li>availability = remaining days / 30, and 1 when no end is stated</li>
        </ul>
      </div>
    </div>
    ${pools(record)}
    <details>
      <summary>The query as it was sent</summary>
      <pre tabindex="0">${JSON.stringify(record.query, null, 2)}</pre>
    </details>
  </section>`;
}
