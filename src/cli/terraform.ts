import { spawn } from 'node:child_process';

import { CliFailure } from './io';

/** What came of a run of Terraform. */
export interface TerraformResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run is made. */
export interface TerraformRun {
  /** The folder of the stack: its backend and its data folder are found from here. */
  readonly cwd: string;
  /** The whole environment of the run. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Ends the run when it aborts. */
  readonly signal: AbortSignal;
}

/** Runs Terraform and waits for its end, whatever comes of it. */
export type RunTerraform = (args: readonly string[], run: TerraformRun) => Promise<TerraformResult>;

/**
 * Runs the Terraform that the cdktf CLI would run: `TERRAFORM_BINARY_NAME`, else `terraform`.
 * @throws CliFailure when it cannot be started, was interrupted or was killed
 */
export const runTerraform: RunTerraform = (args, { cwd, env, signal }) =>
  new Promise((resolve, reject) => {
    const command = env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGINT',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error) =>
      reject(
        new CliFailure(
          signal.aborted
            ? `'${command} ${args.join(' ')}' was interrupted`
            : `'${command}' cannot be started in ${cwd}: ${error.message}; install Terraform, or name it in TERRAFORM_BINARY_NAME`,
        ),
      ),
    );
    child.once('close', (code, killer) => {
      if (code !== null) resolve({ code, stdout, stderr });
      else reject(new CliFailure(`'${command} ${args.join(' ')}' was ended by ${killer ?? 'a signal'}`));
    });
  });
