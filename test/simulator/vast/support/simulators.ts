import { type Simulator, type SimulatorOptions, startSimulator } from '../../../../src/simulator';
import { call, json } from './http';

const started: Simulator[] = [];

/** A simulator with a hand-driven clock and no rate limits; closed by `closeAll`. */
export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ clock: { mode: 'manual' }, rateLimits: 'off', ...options });
  started.push(simulator);
  return simulator;
}

/** For `afterEach`: closes what was started, and fails when the simulator itself had a defect. */
export async function closeAll(): Promise<void> {
  const all = started.splice(0);
  await Promise.all(all.map((simulator) => simulator.close()));
  const defects = all.flatMap((simulator) =>
    simulator.violations.filter((text) => text.startsWith('internal error')),
  );
  if (defects.length > 0) throw new Error(defects.join('\n'));
}

/** Rows of a search. */
export async function search(simulator: Simulator, query: object = {}): Promise<Record<string, unknown>[]> {
  const answer = await call(simulator, 'POST', '/api/v0/bundles/', {
    body: { limit: 5000, ...query },
    key: null,
  });
  if (answer.status !== 200) throw new Error(`search answered ${answer.status}: ${answer.text}`);
  return json(answer).offers as Record<string, unknown>[];
}

/** A body that creates a plain instance with one port. */
export const PLAIN = {
  image: 'acme/worker:1',
  disk: 20,
  runtype: 'args',
  env: { '-p 8001:8001': '1', MODE: 'prod' },
  cancel_unavail: true,
};

/** Number of the cheapest single GPU on the market. */
export async function anOffer(simulator: Simulator): Promise<number> {
  const [row] = await search(simulator, { num_gpus: { eq: 1 }, order: [['dph_total', 'asc']], limit: 1 });
  return row?.id as number;
}

/** Rents the cheapest single GPU (or the given offer); returns the instance's id. */
export async function rentOne(simulator: Simulator, body: object = {}, offerId?: number): Promise<number> {
  const id = offerId ?? (await anOffer(simulator));
  const answer = await call(simulator, 'PUT', `/api/v0/asks/${id}/`, { body: { ...PLAIN, ...body } });
  if (answer.status !== 200) throw new Error(`create answered ${answer.status}: ${answer.text}`);
  return json(answer).new_contract as number;
}

/** Reads one instance's row, or `null`. */
export async function readRow(simulator: Simulator, id: number): Promise<Record<string, unknown> | null> {
  const answer = await call(simulator, 'GET', `/api/v0/instances/${id}/`);
  return json(answer).instances as Record<string, unknown> | null;
}

/** Rents and lets the boot time pass. */
export async function rentRunning(
  simulator: Simulator,
  body: object = {},
  offerId?: number,
): Promise<number> {
  const id = await rentOne(simulator, body, offerId);
  simulator.clock.advance(100_000);
  return id;
}

/** PUT on an instance. */
export async function put(simulator: Simulator, id: number, body: object): Promise<Record<string, unknown>> {
  return json(await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { body }));
}
