import type { CliIo } from './io';

/** The world of a real process. The first SIGINT or SIGTERM aborts, a second one ends the process as usual. */
export function processIo(): CliIo {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort(new Error(`interrupted by ${signal}`));
    });
  }
  // Whoever reads us may stop early, as `head` does: that is no failure, and nobody is left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    isTTY: process.stdout.isTTY,
    signal: stop.signal,
  };
}
