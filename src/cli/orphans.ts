import { Command } from 'commander';

import { realEffects, type CliEffects } from './effects';
import { count } from './format';
import { CliFailure, type CliIo } from './io';
import { findOrphans } from './orphans/find';
import { renderOrphansJson } from './orphans/json';
import { orphansOf } from './orphans/report';
import { readSources } from './orphans/state-sources';
import { renderOrphans } from './orphans/text';
import { settingsOf } from './settings';
import { styleFor } from './style';

interface Options {
  readonly json?: boolean;
  readonly state?: readonly string[];
  readonly dir?: readonly string[];
}

const HELP = `
A rental is ours when its label ends with the mark that the provider writes: vg-CLAIM-NONCE, then ? while it is created,
nothing once it is, ! when that failed. Without --state and --dir all of ours are listed. With them, a rental that none of
these states holds is called unknown; so give the states of everything that rents with this account.

  --state   a state file, the output of 'terraform state pull', or of 'terraform show -json'
  --dir     a folder with a Terraform configuration, or the output of 'cdktf synth'; it is read by 'terraform show -json'
            from its own backend, all workspaces, after 'terraform init' where that is missing

One state that cannot be read is an error, and then nothing is called unknown. Nothing on the platform is changed. The
account is listed twice, three seconds apart, because the platform may leave a rental out of a list.

Exit codes: 0 every rental is known (or no states were given), 1 an error, 4 there are rentals that no state knows.`;

/** `vast-gpu orphans`: the rentals with our mark, and which of them no state knows. (design.md D12) */
export function orphansCommand(io: CliIo, effects: CliEffects = realEffects): Command {
  return new Command('orphans')
    .description(
      'list the rentals of this account that the provider made, and find those that no state knows',
    )
    .option('--state <file...>', 'state files that know rentals')
    .option('--dir <folder...>', 'folders whose states know rentals')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const settings = settingsOf(io, effects.now);
      if (settings.apiKey === undefined) {
        throw new CliFailure(
          'an API key is needed to list rentals: set VAST_API_KEY in the environment or in config.env; one that may only read is enough',
        );
      }
      const files = options.state ?? [];
      const folders = options.dir ?? [];
      const given = files.length + folders.length > 0;
      const { runTerraform } = effects;
      const states = given ? await readSources({ files, folders }, { cwd: io.cwd, io, runTerraform }) : null;
      const account = effects.openAccount(settings);
      const report = await findOrphans({ ...account, now: effects.now, signal: io.signal }, states);
      io.stdout.write(
        options.json === true ? renderOrphansJson(report) : `${renderOrphans(report, styleFor(io))}\n`,
      );
      const orphans = orphansOf(report);
      if (orphans.length > 0) {
        const perHour = orphans.reduce((sum, { cost }) => sum + (cost.perHour ?? 0), 0);
        throw new CliFailure(
          `${count(orphans.length, 'rental')} that no state knows, at $${perHour.toFixed(2)} per hour: ` +
            orphans.map(({ id }) => id).join(', '),
          4,
        );
      }
    });
}
