import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { findPackageRoot, findProviderBundle } from '../../src/synth';
import { createCertificate } from '../../src/tfplugin/serve/certificate';
import { COOKIE } from '../../src/tfplugin/serve/handshake';
import { neutralEnvironment } from '../../test/support/sandbox';
import { type Figures, inTurns } from '../figures';
import { buildBare, WITHOUT_EXTRA_CERTIFICATES, Workshop } from './project';

const TURNS = 40;

/** From the start of a process to its greeting, ours beside the bare one. */
export async function handshakeSuite(figures: Figures): Promise<void> {
  const workshop = await Workshop.open();
  try {
    const folder = workshop.path('bare');
    await mkdir(folder);
    const bare = await buildBare(folder);
    const ours = await findProviderBundle(findPackageRoot(), () => new Date());
    const home = workshop.path('with-cache');
    await mkdir(path.join(home, '.cache'), { recursive: true, mode: 0o700 });
    const [bareMs = 0, oursMs = 0, compiledMs = 0] = await inTurns(TURNS, [
      () => greeting(bare, { HOME: home }),
      () => greeting(ours, { HOME: home }),
      () => greeting(ours, { HOME: home, VASTAI_CODE_CACHE: 'off' }),
    ]);
    figures.add({ name: 'start to greeting, bare provider', value: bareMs, unit: 'ms' });
    figures.add({ name: 'start to greeting, ours', value: oursMs, unit: 'ms' });
    figures.add({ name: 'start to greeting, ours without compiled code', value: compiledMs, unit: 'ms' });
    figures.add({ name: 'start to greeting, ours : bare', value: oursMs / bareMs, unit: 'x', goal: 1.15 });
  } finally {
    await workshop.close();
  }
}

/** Starts a provider as Terraform does; resolves with the time to its first line, once the process has ended. */
function greeting(file: string, extra: Readonly<Record<string, string>>): Promise<number> {
  const env = {
    ...neutralEnvironment(),
    ...WITHOUT_EXTRA_CERTIFICATES,
    [COOKIE.name]: COOKIE.value,
    PLUGIN_PROTOCOL_VERSIONS: '5,6',
    PLUGIN_CLIENT_CERT: CLIENT.certificatePem,
    ...extra,
  };
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let took: number | undefined;
    child.stdout.once('data', () => {
      took = performance.now() - start;
      child.kill('SIGTERM');
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (took === undefined || code !== 0) reject(new Error(`${file} ended with ${String(code)}`));
      else resolve(took);
    });
  });
}

const CLIENT = createCertificate(Date.now());
