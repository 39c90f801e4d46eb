import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator';
import { findPackageRoot, findProviderBundle, installProvider, terraformPlatform } from '../../src/synth';
import { run, runOk, type RunOptions, type RunResult } from './run';
import { createSandbox, type Sandbox } from './sandbox';

/** Virtual seconds that the provider believes to pass in one real second. */
export const TIME_SCALE = 100;

/**
 * The simulator's time moves with requests, the provider's limits with the machine's: a launch has to take few enough
 * requests that it ends long before them on a machine under load.
 */
export const CLOCK = { mode: 'manual', tickMsPerRequest: 5_000 } as const;

/** A key that no other text contains, so that a leak is a find and not a coincidence. */
export const API_KEY = 'vast_api_key_5eCr3t0f7h1sRun';

/**
 * What the tests run as Terraform: `TF_EXECUTABLE` (a name on PATH, or a path), such as `tofu`. Default `terraform`.
 */
export const EXECUTABLE = executable(process.env['TF_EXECUTABLE'] ?? '');

/** A path counts from the folder of the tests, not from the one that the command will run in. */
function executable(given: string): string {
  if (given === '') return 'terraform';
  return given.includes(path.sep) ? path.resolve(given) : given;
}

/** A resource as `terraform show -json` tells it. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly tainted?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The simulator, a sandbox with the packaged provider, and the real `terraform` (or what `TF_EXECUTABLE` says). */
export interface AcceptanceWorld {
  readonly simulator: Simulator;
  readonly sandbox: Sandbox;
  /** Environment of every command; complete. */
  readonly env: Record<string, string>;
  /** Writes a file into the project's folder. */
  write(name: string, text: string): Promise<void>;
  /** Runs `terraform` and returns whatever came of it. */
  terraform(args: readonly string[], options?: Partial<RunOptions>): Promise<RunResult>;
  /** Runs `terraform`; throws with its output when it fails. */
  terraformOk(args: readonly string[], options?: Partial<RunOptions>): Promise<RunResult>;
  /** `apply` without questions, followed by the check that the plan is empty now. */
  apply(): Promise<RunResult>;
  /** Fails with the plan's text unless a plan finds nothing to do. */
  expectEmptyPlan(): Promise<void>;
  /** The resources in the state. */
  resources(): Promise<readonly StateResource[]>;
  /** The one resource of a type. */
  resource(type: string): Promise<StateResource>;
  /** Text of every file below the run's folders, by path; for "appears nowhere" checks. */
  files(): Promise<ReadonlyMap<string, string>>;
  /** Ends everything and removes everything. */
  close(): Promise<void>;
}

/** Options of every command whose output is read. */
const PLAIN = ['-input=false', '-no-color'];

/**
 * Opens a world. Time in the simulator stands still but for a step with each request, so that nothing
 * depends on how fast the machine is.
 */
export async function openAcceptanceWorld(options: SimulatorOptions = {}): Promise<AcceptanceWorld> {
  const sandbox = await createSandbox('vast-gpu-acceptance-');
  const simulator = await startSimulator({
    apiKey: API_KEY,
    rateLimits: 'off',
    clock: CLOCK,
    ...options,
  });
  const env = sandbox.env({
    VAST_API_URL: simulator.url,
    VAST_API_KEY: API_KEY,
    VAST_CONNECT_PROXY: simulator.url,
    VAST_TIME_SCALE: String(TIME_SCALE),
  });
  const root = findPackageRoot();
  installProvider(path.join(sandbox.dir, 'terraform.d', 'plugins'), {
    bundle: await findProviderBundle(root, () => new Date()),
    version: root.version,
    platform: terraformPlatform({ os: process.platform, arch: process.arch }),
  });

  const terraform: AcceptanceWorld['terraform'] = (args, more = {}) =>
    run(EXECUTABLE, args, { cwd: sandbox.dir, env, ...more });
  const terraformOk: AcceptanceWorld['terraformOk'] = (args, more = {}) =>
    runOk(EXECUTABLE, args, { cwd: sandbox.dir, env, ...more });
  const expectEmptyPlan = async (): Promise<void> => {
    const { code, output } = await terraform(['plan', ...PLAIN, '-detailed-exitcode']);
    if (code !== 0) throw new Error(`the plan is not empty (exit code ${String(code)}):\n${output}`);
  };
  const resources = async (): Promise<readonly StateResource[]> => {
    const { stdout } = await terraformOk(['show', '-json']);
    const state = JSON.parse(stdout) as {
      values?: { root_module: { resources?: readonly StateResource[] } };
    };
    return state.values?.root_module.resources ?? [];
  };

  return {
    simulator,
    sandbox,
    env,
    write: (name, text) => writeFile(path.join(sandbox.dir, name), text),
    terraform,
    terraformOk,
    apply: async () => {
      const result = await terraformOk(['apply', ...PLAIN, '-auto-approve']);
      await expectEmptyPlan();
      return result;
    },
    expectEmptyPlan,
    resources,
    resource: async (type) => {
      const found = (await resources()).filter((resource) => resource.type === type);
      const [only] = found;
      if (only === undefined || found.length > 1)
        throw new Error(`${found.length} resources of type ${type}`);
      return only;
    },
    files: async () => {
      const entries = await readdir(path.dirname(sandbox.dir), { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
      return new Map(
        await Promise.all(paths.map(async (file) => [file, await readFile(file, 'latin1')] as const)),
      );
    },
    close: async () => {
      await simulator.close();
      await sandbox.close();
    },
  };
}
