import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Simulator, startSimulator } from '../../src/simulator';
import { installProvider, type PackageRoot, terraformPlatform } from '../../src/synth';
import { run, runOk, type RunResult } from '../support/run';
import { createSandbox } from '../support/sandbox';
import { send, untilGone } from './processes';
import { resourcesHcl, settingsHcl, type Shape, type Wanted } from './project';
import { buildChaosProvider } from './provider-build';
import { CLOCK_FILE_VARIABLE, SEED_VARIABLE } from './provider-seams';
import type { Rewrite } from './rewrite';
import { Saboteur } from './saboteur';
import { Watcher } from './watcher';
import { startStateServer, type StateServer } from './state-server';

/** A key that no other text contains, so that a leak is a find and not a coincidence. */
export const API_KEY = 'vast_api_key_ch4050f7h1sRun';

/** Value of the secret variable. */
export const SECRET = 'ch4050f-s3cr3t-0f-th3-c0nt41n3r';

/** Virtual milliseconds that each request takes. */
const LATENCY_MS = 200;
/** The provider's clock is the simulator's only with a scale; its value decides how long real waits are (a hanging call). */
const TIME_SCALE = 100;
/** Longest that a process may outlive its Terraform, real ms: it looks for it each second and has 1.5 s to leave. */
const LINGER_MS = 20_000;

/** Folder of the provider's compiled code, below that of the bench. */
const CODE_CACHE = 'cache';

/** The things that all schedules of one provider build share. */
export interface Bench {
  /** Folder with one initialised project for each backend. */
  readonly folder: string;
  readonly states: StateServer;
  /** Aborts when the whole run is to end; Terraform is interrupted then, and not started again. */
  readonly signal: AbortSignal;
  close(): Promise<void>;
}

/** Builds and installs a provider, and initialises a project of each kind with it. */
export async function openBench(
  root: PackageRoot,
  signal: AbortSignal,
  rewrites: readonly Rewrite[] = [],
): Promise<Bench> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'vast-gpu-chaos-')));
  const states = await startStateServer();
  const close = async (): Promise<void> => {
    await states.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const bundle = await buildChaosProvider(root.folder, path.join(folder, 'bundle'), rewrites);
    mkdirSync(path.join(folder, CODE_CACHE), { mode: 0o700 });
    for (const backend of ['local', 'http'] as const) {
      const project = path.join(folder, backend);
      installProvider(path.join(project, 'terraform.d', 'plugins'), {
        bundle,
        version: root.version,
        platform: terraformPlatform({ os: process.platform, arch: process.arch }),
      });
      await writeFile(path.join(project, 'settings.tf'), settingsHcl(backend));
      const sandbox = await createSandbox('vast-gpu-chaos-init-');
      try {
        const env = sandbox.env(states.environment('init'));
        await runOk('terraform', ['init', '-input=false', '-no-color'], { cwd: project, env });
      } finally {
        await sandbox.close();
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { folder, states, signal, close };
}

/** What a run of Terraform came to. */
export interface TerraformRun extends RunResult {
  readonly command: string;
  /** Process ids that were still alive long after it had ended. */
  readonly leftBehind: readonly number[];
}

/** A simulator, a saboteur and a project folder of one schedule. */
export interface Lab {
  readonly simulator: Simulator;
  readonly saboteur: Saboteur;
  /** Runs `terraform` to its end, and until every process of it is gone. */
  terraform(...args: readonly string[]): Promise<TerraformRun>;
  /** Writes the configuration. */
  configure(wanted: Wanted): Promise<void>;
  /** The text of the state, as the backend holds it. */
  stateText(): Promise<string | undefined>;
  /** A killed Terraform leaves its lock with an http backend; this takes it away, as a person does. */
  unlock(): void;
  readonly watcher: Watcher;
  /** Everything that was printed, run by run. */
  readonly runs: readonly TerraformRun[];
  /** Files of the run that contain a text. */
  filesWith(text: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens a laboratory for one schedule. */
export async function openLab(bench: Bench, seed: number, shape: Shape): Promise<Lab> {
  const sandbox = await createSandbox('vast-gpu-chaos-run-');
  const saboteur = new Saboteur();
  const watcher = new Watcher(shape);
  const simulator = await startSimulator({
    seed,
    apiKey: API_KEY,
    clock: { mode: 'manual', tickMsPerRequest: LATENCY_MS },
    watch: {
      ...saboteur.watch,
      acted: async (request, acted) => {
        await watcher.acted(request, acted);
        return saboteur.watch.acted?.(request, acted);
      },
    },
    controlInterface: true,
  });
  saboteur.attach(simulator, watcher);
  watcher.attach(simulator);
  const stateName = path.basename(path.dirname(sandbox.dir));
  bench.states.watchWrites(stateName, saboteur.holdStateWrite);
  const clockFile = path.join(path.dirname(sandbox.dir), 'clock');
  const clock = openSync(clockFile, 'w');
  const showTime = (): void => void writeSync(clock, String(simulator.clock.now()).padEnd(20), 0);
  showTime();
  simulator.clock.onAdvance(showTime);
  const traceFolder = path.join(sandbox.home, 'trace');
  mkdirSync(traceFolder);
  const runs: TerraformRun[] = [];
  const env = sandbox.env({
    VAST_API_URL: simulator.url,
    VAST_API_KEY: API_KEY,
    TF_VAR_token: SECRET,
    // Compiled once for all schedules.
    XDG_CACHE_HOME: path.join(bench.folder, CODE_CACHE),
    VAST_CONNECT_PROXY: simulator.url,
    VAST_TIME_SCALE: String(TIME_SCALE),
    [CLOCK_FILE_VARIABLE]: clockFile,
    [SEED_VARIABLE]: String(seed),
    ...(shape.backend === 'http' ? bench.states.environment(stateName) : {}),
  });
  await cp(path.join(bench.folder, shape.backend), sandbox.dir, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => path.basename(source) !== 'terraform.d',
  });

  return {
    simulator,
    saboteur,
    runs,
    watcher,
    terraform: async (...args) => {
      bench.signal.throwIfAborted();
      let group = 0;
      let output = '';
      let hasEnded: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => (hasEnded = resolve));
      const trace = shape.trace
        ? { TF_LOG: 'TRACE', TF_LOG_PATH: path.join(traceFolder, `${runs.length}.log`) }
        : {};
      const result = await run('terraform', args, {
        cwd: sandbox.dir,
        env: { ...env, ...trace },
        signal: bench.signal,
        onOutput: (text) => (output += text),
        onStart: (pid) => {
          group = pid;
          saboteur.aim({ group: pid, ended, output: () => output });
        },
      }).finally(hasEnded);
      const left = await untilGone(group, LINGER_MS);
      // Reported, but not left behind: it may listen to nothing milder.
      if (left.length > 0) send(-group, 'SIGKILL');
      const terraformRun = { ...result, command: args.join(' '), leftBehind: left.map(({ pid }) => pid) };
      runs.push(terraformRun);
      return terraformRun;
    },
    configure: (wanted) => writeFile(path.join(sandbox.dir, 'main.tf'), resourcesHcl(shape, wanted)),
    stateText: async () => {
      if (shape.backend === 'http') return bench.states.state(stateName);
      try {
        return await readFile(path.join(sandbox.dir, 'terraform.tfstate'), 'utf8');
      } catch {
        return undefined;
      }
    },
    unlock: () => void bench.states.unlock(stateName),
    filesWith: async (text) => {
      const entries = await readdir(path.dirname(sandbox.dir), { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
      const found: string[] = [];
      for (const file of files) if ((await readFile(file, 'latin1')).includes(text)) found.push(file);
      return found;
    },
    close: async () => {
      closeSync(clock);
      await simulator.close();
      await sandbox.close();
    },
  };
}
