import { count } from '../../src/cli/format';
import { ConfigError } from '../../src/config';
import { VastError } from '../../src/vast';
import { freeChecks } from './free-checks';
import { LIVE_HELP, type LiveOptions, parseLiveOptions } from './options';
import { rentOnce } from './rent';
import { LiveFailure } from './failure';
import { type LiveIo, openTools } from './world';

/** What a run needs besides its surroundings. */
export interface LiveRun extends LiveIo {
  readonly now: () => Date;
  /** 12 hex digits that mark what this run rents. */
  readonly claim: string;
}

/**
 * The whole live test.
 * @returns the exit code: 0 when everything could be worked with, findings or not; 1 otherwise
 */
export async function runLive(argv: readonly string[], run: LiveRun): Promise<number> {
  const { print } = run;
  try {
    const options = parseLiveOptions(argv);
    if (options === 'help') print(LIVE_HELP);
    else await checkAll(options, run);
    return 0;
  } catch (error) {
    print(`\ntest:live failed: ${textOf(error, run.signal)}\n`);
    return 1;
  }
}

async function checkAll(options: LiveOptions, run: LiveRun): Promise<void> {
  const { tools, findings } = openTools(run, run.now);
  tools.say(`testing ${new URL(tools.settings.apiUrl).origin}`);
  await freeChecks(tools);
  if (options.rent === undefined) tools.say('nothing was rented: --rent was not given');
  else await rentOnce(tools, options.rent, run.claim);
  tools.say(`\ndone: ${count(findings.length, 'finding')}`);
}

/** A defect of ours shows where it is; what was foreseen is told in one sentence. */
function textOf(error: unknown, signal: AbortSignal): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = error instanceof LiveFailure || error instanceof ConfigError || error instanceof VastError;
  return foreseen || signal.aborted || error.stack === undefined ? error.message : error.stack;
}
