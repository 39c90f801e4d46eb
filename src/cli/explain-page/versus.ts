import type { RankedOffer, SelectionRecord } from '../../selection';
import { differencesOf, separationOf, type Difference } from '../comparison';
import { number, points } from '../format';
import { factOf, nameOf } from './facts';
import { html, share, type Markup } from './markup';

/** A difference as a bar from the middle: to the right what speaks for the winner, to the left what speaks against it. */
function differenceBar(difference: number, largest: number): Markup {
  const size = largest === 0 ? 0 : (Math.abs(difference) / largest) * 0.5;
  const from = difference < 0 ? 0.5 - size : 0.5;
  return html`<svg class="versus-bar" width="100%" height="18" aria-hidden="true">
    <line x1="50%" x2="50%" y1="0" y2="18" />
    <rect
      class="${difference < 0 ? 'against' : 'for'}"
      x="${share(from)}"
      y="3"
      width="${share(size)}"
      height="12"
      rx="2"
    />
  </svg>`;
}

function row(
  { a, b, difference }: Difference,
  winner: RankedOffer,
  other: RankedOffer,
  largest: number,
): Markup {
  // Roles are repeated because the narrow layout takes the table's own display away.
  return html`<tr role="row">
    <th role="rowheader" scope="row">${a.label}</th>
    <td role="cell" class="fact">${factOf(a.key, winner)}</td>
    <td role="cell" class="num points">${number(a.points, 4)}</td>
    <td role="cell" class="fact">${factOf(b.key, other)}</td>
    <td role="cell" class="num points">${number(b.points, 4)}</td>
    <td role="cell" class="diff">${differenceBar(difference, largest)}</td>
    <td role="cell" class="num">${points(difference, 4)}</td>
  </tr>`;
}

/** The winner beside the runner-up, part by part. Nothing when there is no runner-up. */
export function renderVersus(record: SelectionRecord): Markup | null {
  const [winner, other] = record.ranking;
  if (winner === undefined || other === undefined) return null;
  const differences = differencesOf(winner, other, record);
  const largest = Math.max(...differences.map(({ difference }) => Math.abs(difference)));
  return html`<section aria-labelledby="versus">
    <h2 id="versus">What separated it from the runner-up</h2>
    <p>${separationOf(record)}</p>
    <table role="table" class="plain versus">
      <caption>
        Points of the winner, ${nameOf(winner)}, and of the runner-up, ${nameOf(other)}. A bar to the right
        speaks for the winner.
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Part</th>
          <th role="columnheader" scope="colgroup" colspan="2">Winner ${winner.offerId}</th>
          <th role="columnheader" scope="colgroup" colspan="2">Runner-up ${other.offerId}</th>
          <th role="columnheader" scope="col">
            <span class="side">runner-up</span><span class="side">winner</span>
          </th>
          <th role="columnheader" scope="col" class="num">Difference</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${differences.map((difference) => row(difference, winner, other, largest))}
      </tbody>
      <tfoot role="rowgroup">
        <tr role="row">
          <th role="rowheader" scope="row">final score</th>
          <td role="cell"></td>
          <td role="cell" class="num points">${number(winner.final, 4)}</td>
          <td role="cell"></td>
          <td role="cell" class="num points">${number(other.final, 4)}</td>
          <td role="cell"></td>
          <td role="cell" class="num">${points(winner.final - other.final, 4)}</td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}
