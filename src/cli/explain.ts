import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';

import { printable } from '../selection';
import { realEffects, type CliEffects } from './effects';
import { renderExplainPage } from './explain-page';
import { renderExplanation } from './explain-text';
import { CliFailure, type CliIo } from './io';
import { entryOf, LOCK_OPTION, openLock } from './lock-file';
import { checkRecord } from './record-check';
import { styleFor } from './style';

interface Options {
  readonly html?: string;
  readonly lock: string;
}

const HELP = `
Everything comes from the record in the lock file: the marketplace is not asked, and no key is needed.

Exit codes: 0, or 1 when there is no such entry or the lock file cannot be read.`;

function writePage(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CliFailure(`cannot write the page: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `vast-gpu explain`: why the lock holds this offer. */
export function explainCommand(io: CliIo, effects: Pick<CliEffects, 'now'> = realEffects): Command {
  return new Command('explain')
    .description(
      'say why an offer was chosen: its score, the runner-up, the rejected and what would admit them',
    )
    .argument(
      '[path]',
      'construct path of an entry in the lock file, as in gpu/trainer (default: the only entry)',
    )
    .option('--html <file>', 'write the explanation to one self-contained web page instead')
    .option(...LOCK_OPTION)
    .addHelpText('after', HELP)
    .action((wanted: string | undefined, options: Options) => {
      const opened = openLock(io, options.lock);
      const found = entryOf(opened, wanted);
      const name = printable(found.path);
      const record = checkRecord(found.entry.record, `${opened.name}, entry '${name}'`);
      const rentedOfferId = found.entry.bound ? found.entry.offer.id : undefined;
      if (options.html === undefined) {
        const text = renderExplanation(
          record,
          { path: name, rentedOfferId, now: effects.now() },
          styleFor(io),
        );
        io.stdout.write(`${text}\n`);
        return;
      }
      writePage(path.resolve(io.cwd, options.html), renderExplainPage(record, { path: name, rentedOfferId }));
      io.stdout.write(`wrote ${options.html}\n`);
    });
}
