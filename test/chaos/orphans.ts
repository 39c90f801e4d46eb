import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Simulator } from '../../src/simulator';
import { type Clock, createVastClient } from '../../src/vast';
import { vastGpu } from '../support/cli';

/** What Terraform stores where nothing is left. */
const EMPTY_STATE = JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'chaos', outputs: {}, resources: [] }); // prettier-ignore

interface Report {
  readonly rentals: readonly { readonly id: number; readonly known: boolean | null }[];
}

/** Ids that `vast-gpu orphans --state FILE --json` calls unknown, ascending. Its wait between two lists is virtual. */
export async function reportedOrphans(
  lab: { readonly simulator: Simulator },
  state: string | undefined,
): Promise<readonly number[]> {
  const { simulator } = lab;
  const clock: Clock = {
    now: () => simulator.clock.now(),
    sleep: (ms) => {
      simulator.clock.advance(Math.max(0, ms));
      return Promise.resolve();
    },
    resolutionMs: 1,
  };
  // Somebody types this a moment later.
  simulator.clock.advance(2000);
  const folder = await mkdtemp(path.join(tmpdir(), 'vast-gpu-chaos-state-'));
  try {
    // Terraform makes the file empty before it writes it.
    const text = state === undefined || state.trim() === '' ? EMPTY_STATE : state;
    await writeFile(path.join(folder, 'state'), text);
    const { apiKey, url: apiUrl } = simulator;
    const { code, stdout, stderr } = await vastGpu(['orphans', '--state', 'state', '--json'], {
      cwd: folder,
      env: { VAST_API_KEY: apiKey, VAST_API_URL: apiUrl },
      account: { vast: createVastClient({ apiKey, apiUrl, clock }), clock },
      now: new Date(simulator.clock.now()),
    });
    if (code !== 0 && code !== 4) throw new Error(`vast-gpu orphans ended with ${code}: ${stderr}`);
    const { rentals } = JSON.parse(stdout) as Report;
    return rentals.flatMap(({ id, known }) => (known === false ? [id] : [])).sort((a, b) => a - b);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
