import { Command } from 'commander';

import { searchMarket } from '../market';
import { defaultRequirements, explainNothing, trimRecord, type Requirements } from '../selection';
import { marketEffects, realEffects, type CliEffects } from './effects';
import { CliFailure, type CliIo } from './io';
import { renderOffers } from './offers-table';
import { positiveNumber, wholeNumberFrom } from './options';
import { settingsOf, warn } from './settings';
import { styleFor } from './style';

/** Rows of the table unless told otherwise. */
const DEFAULT_ROWS = 10;

interface Options {
  readonly json?: boolean;
  readonly limit?: number;
  readonly disk: number;
  readonly ports: number;
}

const HELP = `
Reads config.env and vast-provider-config.yaml of the current folder; environment variables win over both.
The offers are ranked as the next synth would rank them, but nothing is rented, reserved or written.

Exit codes: 0 offers were found, 1 an error, 3 nothing matches (stderr says what would help).`;

/** `vast-gpu offers`: what today's settings find, best first. */
export function offersCommand(io: CliIo, effects: CliEffects = realEffects): Command {
  return new Command('offers')
    .description('search the marketplace with the settings of this folder and rank what it has')
    .option('--json', 'print the candidates and the whole explanation as JSON')
    .option(
      '--limit <n>',
      `print at most n offers, 0 for all (default: ${DEFAULT_ROWS}, with --json all)`,
      wholeNumberFrom(0),
    )
    .option(
      '--disk <gb>',
      'disk of the instance in GB, part of the price',
      positiveNumber,
      defaultRequirements.diskGb,
    )
    .option('--ports <n>', 'public ports of the instance', wholeNumberFrom(0), defaultRequirements.portCount)
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const settings = settingsOf(io, effects.now);
      const requirements: Requirements = {
        ...settings.requirements,
        diskGb: options.disk,
        portCount: options.ports,
      };
      const selection = await searchMarket({
        ...marketEffects(settings, effects, io.signal),
        requirements,
        preferences: settings.preferences,
      });
      const { record, candidates } = selection;
      warn(io, record.warnings);
      const limit = options.limit ?? (options.json === true ? 0 : DEFAULT_ROWS);
      if (options.json === true) {
        const shown = limit === 0 ? record : trimRecord(record, { ranking: limit });
        io.stdout.write(`${JSON.stringify({ candidates, record: shown }, null, 2)}\n`);
      }
      if (candidates.length === 0) throw new CliFailure(explainNothing(record), 3);
      if (options.json !== true) {
        io.stdout.write(`${renderOffers(record, limit === 0 ? Infinity : limit, styleFor(io))}\n`);
      }
    });
}
