import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

import type { Settings } from '../config';
import { createConnector, createLatencyProber } from '../market';
import type { MarketEffects } from '../market';
import { findPackageRoot } from './package-root';
import type { PackageRoot } from './package-root';
import type { Platform } from './provider-package';

/** What `synthVast` touches outside of the tree; tests hand in their own. */
export interface SynthEffects {
  /** Folder of cdktf.json and of the lock. Default: the working folder. */
  readonly cwd: string;
  /** Default: the system's clock. */
  readonly now: () => Date;
  /** Prints a line for the user. Default: standard output, which the cdktf CLI shows. */
  readonly print: (line: string) => void;
  /** Prints an error. Default: standard error. */
  readonly printError: (text: string) => void;
  /** Sets the exit code of the process. */
  readonly setExitCode: (code: number) => void;
  /** As `process.versions.node`. */
  readonly nodeVersion: string;
  readonly platform: Platform;
  readonly packageRoot: () => PackageRoot;
  /** The market to ask; called only when something has to be looked up. */
  readonly openMarket: (settings: Settings) => Pick<MarketEffects, 'client' | 'probe'>;
  /**
   * Runs `terraform init -backend=false` in a folder; used only for a provider with a range of versions that no
   * lock file names. Returns whether it worked.
   */
  readonly initTerraform: (folder: string) => boolean;
}

function openMarket(settings: Settings): Pick<MarketEffects, 'client' | 'probe'> {
  // Loaded here and not above: a run that finds everything locked needs no client. (`import()` would want the
  // compiled file's name, which tests have not.)
  const { createPacer, createVastClient, clockFor, paceFile, systemClock } = createRequire(__filename)(
    '../vast',
  ) as typeof import('../vast');
  const { apiKey, apiUrl, timeScale, connectProxy, latencyCheck } = settings;
  const clock = clockFor(apiUrl, timeScale);
  const pacer = createPacer({ clock, store: paceFile({ apiUrl, apiKey, timeScale }) });
  const client = createVastClient({ apiKey, apiUrl, clock, pacer });
  if (!latencyCheck.probe) return { client };
  const attemptTimeoutMs = latencyCheck.timeoutSeconds * 1000;
  const proxy = connectProxy === undefined ? undefined : new URL(connectProxy);
  const probe = createLatencyProber({
    connect: createConnector({ proxy, timeoutMs: attemptTimeoutMs }),
    // Round trips are real whatever the scale of the API's clock.
    clock: { now: () => performance.now(), sleep: (ms, signal) => systemClock.sleep(ms, signal) },
    attemptTimeoutMs,
  });
  return { client, probe };
}

function initTerraform(folder: string): boolean {
  const command = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  const args = ['init', '-backend=false', '-input=false', '-no-color'];
  return spawnSync(command, args, { cwd: folder, stdio: 'ignore' }).status === 0;
}

/** The effects of a real run. */
export function realEffects(): SynthEffects {
  return {
    cwd: process.cwd(),
    now: () => new Date(),
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (text) => process.stderr.write(`${text}\n`),
    setExitCode: (code) => {
      process.exitCode = code;
    },
    nodeVersion: process.versions.node,
    platform: { os: process.platform, arch: process.arch },
    packageRoot: findPackageRoot,
    openMarket,
    initTerraform,
  };
}
