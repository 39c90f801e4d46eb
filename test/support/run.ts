import { spawn } from 'node:child_process';

/** What came of a child process. */
export interface RunResult {
  /** Exit code, or null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order of arrival. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Called with each piece of output as it arrives. */
  readonly onOutput?: (text: string) => void;
  /** Ends the child with SIGINT when it aborts. */
  readonly signal?: AbortSignal;
  /** Called once with the child's process id. */
  readonly onStart?: (pid: number) => void;
}

/**
 * Runs a command in a process group of its own with standard input closed, and waits for its end.
 * @throws when the command cannot be started at all.
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
      options.onOutput?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      output += text;
      options.onOutput?.(text);
    });
    const interrupt = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    };
    options.signal?.addEventListener('abort', interrupt, { once: true });
    child.once('spawn', () => {
      if (child.pid !== undefined) options.onStart?.(child.pid);
      if (options.signal?.aborted === true) interrupt();
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      options.signal?.removeEventListener('abort', interrupt);
      resolve({ code, signal, stdout, stderr, output });
    });
  });
}

/** As {@link run}, but a non-zero exit is an error that shows the whole output. */
export async function runOk(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    const how = result.code === null ? `was ended by ${String(result.signal)}` : `exited with ${result.code}`;
    throw new Error(`${command} ${args.join(' ')} ${how}:\n${result.output}`);
  }
  return result;
}
