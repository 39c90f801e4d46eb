import { request } from 'undici';

import type { CliIo } from '../../src/cli/io';
import { runCli } from '../../src/cli/program';

/** Runs the command in this process; `onOutput` sees what it prints. */
function start(argv: readonly string[], onOutput: (text: string) => void = () => undefined) {
  const stop = new AbortController();
  const texts = { stdout: '', stderr: '' };
  const io: CliIo = {
    stdout: {
      write: (text) => {
        texts.stdout += text;
        onOutput(texts.stdout);
      },
    },
    stderr: { write: (text) => (texts.stderr += text) },
    env: {},
    cwd: '/',
    isTTY: false,
    signal: stop.signal,
  };
  return { done: runCli(argv, io), stop, texts };
}

describe('vast-gpu simulate', () => {
  test('serves a market on loopback, says how to use it, and ends on interrupt', async () => {
    let told: (url: string) => void = () => undefined;
    const url = new Promise<string>((resolve) => (told = resolve));
    const command = start(['simulate', '--seed', 'abc'], (text) => {
      const found = /VAST_API_URL=(http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (found !== undefined) told(found);
    });

    const answer = await request(`${await url}/api/v0/bundles/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ gpu_name: { eq: 'RTX 3060' }, limit: 5 }),
    });
    expect(((await answer.body.json()) as { offers: unknown[] }).offers).toHaveLength(5);

    command.stop.abort();
    expect(await command.done).toBe(0);
    await expect(request(await url)).rejects.toThrow();
    expect(command.texts.stdout).toContain('seed abc');
  });

  test.each(['x', '-1', '65536', '1.5'])('refuses the port %s', async (port) => {
    const command = start(['simulate', `--port=${port}`]);
    expect(await command.done).toBe(1);
    expect(command.texts.stderr).toContain('give a number from 0 to 65535');
  });
});

test('an unknown subcommand is an error that names it', async () => {
  const command = start(['simulat']);
  expect(await command.done).toBe(1);
  expect(command.texts.stderr).toContain("unknown command 'simulat'");
});

test('--help lists the subcommands and succeeds', async () => {
  const command = start(['--help']);
  expect(await command.done).toBe(0);
  expect(command.texts.stdout).toContain('simulate');
});
