import { describeRelaxation, REASON_TEXTS, type RejectReason, type SelectionRecord } from '../../selection';
import { count } from '../format';
import { html, share, type Markup } from './markup';

/** Offer ids listed for one reason. */
const LISTED = 30;

interface ReasonCount {
  readonly reason: RejectReason;
  readonly offers: number;
  /** Ids of the record, which may have been trimmed. */
  readonly ids: readonly number[];
}

function reasonsOf({ counts, rejected }: SelectionRecord): readonly ReasonCount[] {
  const reasons = Object.keys(REASON_TEXTS).filter(
    (reason): reason is RejectReason => reason in counts.byReason,
  );
  return reasons
    .map((reason) => ({
      reason,
      offers: counts.byReason[reason] ?? 0,
      ids: rejected.filter(({ reasons: all }) => all.includes(reason)).map(({ offerId }) => offerId),
    }))
    .sort((a, b) => b.offers - a.offers);
}

function row({ reason, offers, ids }: ReasonCount, most: number): Markup {
  const listed = ids.slice(0, LISTED);
  const more = offers - listed.length;
  return html`<tr>
    <th scope="row">${REASON_TEXTS[reason]}<span class="muted code-name">${reason}</span></th>
    <td class="num">${offers}</td>
    <td class="diff">
      <svg class="reason-bar" width="100%" height="14" aria-hidden="true">
        <rect width="${share(offers / most)}" height="14" rx="2" />
      </svg>
    </td>
    <td>
      <details>
        <summary>offers</summary>
        <p class="ids">
          ${listed.join(', ')}${more > 0 ? `${listed.length > 0 ? ', and ' : ''}${more} more` : ''}
        </p>
      </details>
    </td>
  </tr>`;
}

function relaxations({ relaxations: all, requirements }: SelectionRecord): Markup {
  if (all.length === 0) {
    return html`<p class="muted">
      No rejected offer failed one limit alone, so relaxing a single one would admit nothing.
    </p>`;
  }
  return html`<p>Changing one limit, and only that one:</p>
    <ul class="relax">
      ${all.map((relaxation) => html`<li>${describeRelaxation(relaxation, requirements)}</li>`)}
    </ul>`;
}

/** The offers that did not pass, by reason, and what relaxing would admit. */
export function renderRejected(record: SelectionRecord): Markup {
  const { rejected, malformed } = record.counts;
  const reasons = reasonsOf(record);
  const most = Math.max(1, ...reasons.map(({ offers }) => offers));
  const body =
    reasons.length === 0
      ? html`<p>No offer that came back was rejected.</p>`
      : html`<div class="scroll" role="region" aria-label="Rejected offers by reason" tabindex="0">
          <table class="plain reasons">
            <caption>
              ${count(rejected, 'offer')} rejected; one may fail several limits
            </caption>
            <thead>
              <tr>
                <th scope="col">Reason</th>
                <th scope="col" class="num">Offers</th>
                <th scope="col"><span class="hidden">Share</span></th>
                <th scope="col">Which</th>
              </tr>
            </thead>
            <tbody>
              ${reasons.map((reason) => row(reason, most))}
            </tbody>
          </table>
        </div>`;
  return html`<section aria-labelledby="rejected">
    <h2 id="rejected">Rejected</h2>
    ${body}
    ${malformed === 0 ? null : html`<p>${count(malformed, 'row')} of the answer could not be read.</p>`}
    <h3>What relaxing would admit</h3>
    ${reasons.length === 0 ? null : relaxations(record)}
    <p class="muted">
      Counted among what the marketplace returned. It applies most limits itself, so offers far beyond them
      never come back.
    </p>
  </section>`;
}
