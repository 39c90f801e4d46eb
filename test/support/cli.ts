/** Runs the `vast-gpu` command inside the test's own process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { CliEffects } from '../../src/cli/effects';
import { runCli } from '../../src/cli/program';
import type { OfferSource } from '../../src/market';
import { minutesLater } from './locks';

/** What a run has to work with; the defaults are an empty folder's settings, no market, one minute after `TAKEN_AT`. */
export interface CliWorld {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly market?: OfferSource;
  readonly account?: ReturnType<CliEffects['openAccount']>;
  readonly now?: Date;
  readonly connect?: CliEffects['connect'];
  readonly terraform?: CliEffects['runTerraform'];
  readonly signal?: AbortSignal;
}

/** What came of a run. */
export interface CliOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const silent: OfferSource = {
  searchOffers: () => Promise.reject(new Error('this command must not ask the market')),
};

/** Runs one command line. */
export async function vastGpu(argv: readonly string[], world: CliWorld): Promise<CliOutcome> {
  const texts = { stdout: '', stderr: '' };
  const effects: CliEffects = {
    createClient: () => world.market ?? silent,
    openAccount: () => {
      if (world.account === undefined) throw new Error('this command must not look at the account');
      return world.account;
    },
    connect: world.connect ?? (() => () => Promise.reject(new Error('this command must not dial'))),
    probeClock: { now: () => performance.now(), sleep: () => new Promise(() => undefined) },
    now: () => world.now ?? minutesLater(1),
    runTerraform: world.terraform ?? (() => Promise.reject(new Error('this command must not run Terraform'))),
  };
  const code = await runCli(
    argv,
    {
      stdout: { write: (text) => (texts.stdout += text) },
      stderr: { write: (text) => (texts.stderr += text) },
      env: world.env ?? {},
      cwd: world.cwd,
      isTTY: world.isTTY ?? false,
      signal: world.signal ?? new AbortController().signal,
    },
    effects,
  );
  return { code, ...texts };
}

/** A folder of its own with the given files; `remove` takes it away. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): {
  readonly dir: string;
  readonly remove: () => void;
} {
  const dir = mkdtempSync(path.join(tmpdir(), 'vast-gpu-cli-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
