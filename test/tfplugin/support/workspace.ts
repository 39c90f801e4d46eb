import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command gave. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** stdout and stderr together, in order. */
  readonly output: string;
  readonly stdout: string;
}

/** A running command. */
export interface Running {
  readonly process: ChildProcess;
  readonly done: Promise<Outcome>;
}

/** A temporary folder in which `terraform` runs in an environment of its own. */
export class Workspace {
  private constructor(
    readonly folder: string,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  /** @param extra further variables, for example TF_REATTACH_PROVIDERS. */
  static async create(extra: Readonly<Record<string, string>> = {}): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), 'tfplugin-test-'));
    const cliConfig = join(folder, 'cli.tfrc');
    await writeFile(cliConfig, 'disable_checkpoint = true\n');
    return new Workspace(folder, {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TMPDIR: process.env['TMPDIR'] ?? tmpdir(),
      TF_CLI_CONFIG_FILE: cliConfig,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      ...extra,
    });
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** Starts terraform, in a process group of its own. */
  start(args: readonly string[], extra: Readonly<Record<string, string>> = {}): Running {
    const child = spawn('terraform', args, {
      cwd: this.folder,
      env: { ...this.env, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    const done = new Promise<Outcome>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, output, stdout }));
    });
    return { process: child, done };
  }

  /** Runs terraform to its end. */
  async run(...args: readonly string[]): Promise<Outcome> {
    return await this.start(args).done;
  }

  /** Runs terraform and expects success. @throws Error with its output otherwise. */
  async succeed(...args: readonly string[]): Promise<string> {
    const { code, output, stdout } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${String(code)}:\n${output}`);
    return stdout;
  }

  async apply(...args: readonly string[]): Promise<string> {
    return await this.succeed('apply', '-auto-approve', '-no-color', '-input=false', ...args);
  }

  /** Expects that nothing is to be done. @throws Error with the plan otherwise. */
  async expectEmptyPlan(): Promise<void> {
    const { code, output } = await this.run('plan', '-detailed-exitcode', '-no-color', '-input=false');
    if (code !== 0) throw new Error(`the plan is not empty (${String(code)}):\n${output}`);
  }

  /** The state's resources by address. */
  async resources(): Promise<Map<string, { values: Record<string, unknown>; tainted: boolean }>> {
    interface Shown {
      values?: {
        root_module?: {
          resources?: { address: string; values: Record<string, unknown>; tainted?: boolean }[];
        };
      };
    }
    const shown = JSON.parse(await this.succeed('show', '-json')) as Shown;
    const resources = shown.values?.root_module?.resources ?? [];
    return new Map(
      resources.map(({ address, values, tainted }) => [address, { values, tainted: tainted ?? false }]),
    );
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
