import type { SelectionRecord } from '../../selection';
import { html, trusted } from './markup';
import { renderPlaces } from './places';
import { renderRanking } from './ranking';
import { renderRejected } from './rejected';
import { STYLESHEET } from './stylesheet';
import { renderSummary, type Subject } from './summary';
import { renderVersus } from './versus';
import { renderWorkings } from './workings';

export type { Subject } from './summary';

/** Nothing may be loaded and nothing may run: the page is whole as it is, and text of strangers stays text. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The pattern that tells a bonus from a component without relying on colour. */
const HATCH = trusted(
  '<svg width="0" height="0" class="hidden" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>',
);

/**
 * The explanation of one choice as a web page: a single HTML text that loads nothing, runs no script, and follows the
 * reader's light or dark setting. Pure: the same record gives the same page.
 */
export function renderExplainPage(record: SelectionRecord, subject: Subject): string {
  const any = record.ranking.length > 0;
  return html`${trusted('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>Why this offer: ${subject.path}</title>
        <style>
          ${trusted(STYLESHEET)}
        </style>
      </head>
      <body>
        ${HATCH}
        <main>
          ${renderSummary(record, subject)} ${renderVersus(record)}
          ${any ? [renderRanking(record), renderPlaces(record)] : null} ${renderRejected(record)}
          ${renderWorkings(record)}
          <footer>Made by vast-gpu explain from the record in the lock file.</footer>
        </main>
      </body>
    </html> `.text;
}
