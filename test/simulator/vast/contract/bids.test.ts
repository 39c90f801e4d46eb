import { call, json } from '../support/http';
import { closeAll, PLAIN, put, readRow, rentOne, search, start } from '../support/simulators';

afterEach(closeAll);

type Simulator = Awaited<ReturnType<typeof start>>;

/** A single-GPU machine's offer, priced as a bid. */
async function bidOffer(
  simulator: Simulator,
): Promise<{ id: number; floor: number; machineId: number; onDemand: number }> {
  const [row] = await search(simulator, {
    type: 'bid',
    gpu_frac: { eq: 1 },
    num_gpus: { eq: 1 },
    verified: { eq: true },
    cpu_cores: { gt: 0 },
    limit: 1,
  });
  const spec = simulator.world.machines().find((machine) => machine.spec.machineId === row?.machine_id)?.spec;
  return {
    id: row?.id as number,
    floor: row?.min_bid as number,
    machineId: row?.machine_id as number,
    onDemand: spec?.pricePerGpuHour ?? 0,
  };
}

const OUTBID = {
  intended_status: 'stopped',
  cur_state: 'stopped',
  next_state: 'stopped',
  actual_status: 'exited',
};

describe('row 12: bids', () => {
  test('a bid of exactly min_bid runs on an idle machine and pays at most the on-demand price', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const id = await rentOne(simulator, { price: offer.floor }, offer.id);
    simulator.clock.advance(100_000);
    expect(await readRow(simulator, id)).toMatchObject({
      actual_status: 'running',
      is_bid: true,
      dph_base: offer.floor,
    });
    const rich = await bidOffer(simulator);
    const other = await rentOne(simulator, { price: 100 }, rich.id);
    expect((await readRow(simulator, other))?.dph_base).toBeCloseTo(rich.onDemand, 9);
  });

  test('too low with cancel_unavail: 410, nothing created', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, {
      body: { ...PLAIN, price: offer.floor / 2, cancel_unavail: true },
    });
    expect([answer.status, answer.json]).toEqual([
      410,
      {
        success: false,
        error: 'no_such_ask',
        msg: `error 410/3907: no_such_ask Instance type ${offer.id} is no longer available.`,
        ask_id: offer.id,
      },
    ]);
    expect(simulator.world.rentals()).toEqual([]);
  });

  test('too low without it: an error that carries new_contract; loads, never runs, intended flips later', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, {
      body: { ...PLAIN, price: offer.floor / 2, cancel_unavail: null },
    });
    expect(json(answer)).toMatchObject({ success: false, error: 'resources_unavailable' });
    const id = json(answer).new_contract as number;
    expect(await readRow(simulator, id)).toMatchObject({ intended_status: 'running', cur_state: 'stopped' });
    simulator.clock.advance(200_000);
    expect(await readRow(simulator, id)).toMatchObject({
      actual_status: 'created',
      status_msg: 'Successfully loaded acme/worker:1',
      intended_status: 'stopped',
      cur_state: 'stopped',
      next_state: 'stopped',
    });
    const raised = await call(simulator, 'PUT', `/api/v0/instances/bid_price/${id}/`, {
      body: { client_id: 'me', price: offer.floor },
    });
    expect(raised.json).toEqual({ success: true });
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running', cur_state: 'running' });
  });

  test('knobs: the reply is a success, or an error with status 400', async () => {
    const simulator = await start({ knobs: { unstartableReply: 'success' } });
    const offer = await bidOffer(simulator);
    const low = { ...PLAIN, price: offer.floor / 2, cancel_unavail: false };
    const soft = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, { body: low });
    expect([soft.status, json(soft).success]).toEqual([200, true]);
    simulator.control.setKnobs({ unstartableReply: 'error', unstartableStatus: 400 });
    const next = await bidOffer(simulator);
    const hard = await call(simulator, 'PUT', `/api/v0/asks/${next.id}/`, { body: { ...low, price: 0.001 } });
    expect([hard.status, typeof json(hard).new_contract]).toEqual([400, 'number']);
  });

  test('outbid: stopped at once, exited later; a raise brings it back and outbids the other', async () => {
    const simulator = await start({ knobs: { stopMs: [9_000, 9_000] } });
    const offer = await bidOffer(simulator);
    const id = await rentOne(simulator, { price: offer.floor }, offer.id);
    simulator.clock.advance(100_000);
    const foreign = simulator.control.outbid(id);
    expect(await readRow(simulator, id)).toMatchObject({ ...OUTBID, actual_status: 'running' });
    simulator.clock.advance(9_000);
    const row = await readRow(simulator, id);
    expect(row).toMatchObject(OUTBID);
    expect(row?.min_bid).toBeGreaterThan(offer.floor);
    await call(simulator, 'PUT', `/api/v0/instances/bid_price/${id}/`, {
      body: { price: (row?.min_bid as number) + 0.01 },
    });
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({
      actual_status: 'running',
      intended_status: 'running',
    });
    expect(simulator.world.rental(foreign)?.currentState).toBe('stopped');
  });

  test('it resumes by itself when the other goes', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const id = await rentOne(simulator, { price: offer.floor }, offer.id);
    simulator.clock.advance(100_000);
    const foreign = simulator.control.outbid(id);
    simulator.clock.advance(100_000);
    simulator.control.release(foreign);
    simulator.clock.advance(100_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running', cur_state: 'running' });
  });

  test('on demand has priority over bids, and cannot be outbid', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const id = await rentOne(simulator, { price: offer.floor }, offer.id);
    simulator.clock.advance(100_000);
    const still = simulator.world.offers().find((entry) => entry.machineId === offer.machineId);
    expect(still?.id).not.toBe(offer.id);
    const onDemand = await rentOne(simulator, {}, still?.id);
    simulator.clock.advance(100_000);
    expect(await readRow(simulator, id)).toMatchObject(OUTBID);
    expect(simulator.world.offers().some((entry) => entry.machineId === offer.machineId)).toBe(false);
    expect(() => simulator.control.outbid(onDemand)).toThrow(/on demand/);
  });

  test('lowering the bid under the floor pauses; null lets the server pick', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const id = await rentOne(simulator, { price: offer.floor }, offer.id);
    simulator.clock.advance(100_000);
    await call(simulator, 'PUT', `/api/v0/instances/bid_price/${id}/`, { body: { price: 0.001 } });
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject(OUTBID);
    await call(simulator, 'PUT', `/api/v0/instances/bid_price/${id}/`, { body: { price: null } });
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running' });
  });

  test.each([
    [{ price: 0 }, 400, 'Please set a bid price >= 0.001.'],
    [{ price: 33 }, 400, 'Please set a bid price <= 32.'],
  ])('refuses %j', async (body, status, msg) => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const id = await rentOne(simulator, { price: offer.floor }, offer.id);
    const answer = await call(simulator, 'PUT', `/api/v0/instances/bid_price/${id}/`, { body });
    expect([answer.status, json(answer).msg]).toEqual([status, msg]);
  });

  test('no bid on an unknown or an on-demand instance', async () => {
    const simulator = await start();
    const unknown = await call(simulator, 'PUT', '/api/v0/instances/bid_price/1/', { body: { price: 1 } });
    expect([unknown.status, json(unknown).msg]).toEqual([404, 'Instance with that ID does not exist.']);
    const id = await rentOne(simulator);
    expect(
      (await call(simulator, 'PUT', `/api/v0/instances/bid_price/${id}/`, { body: { price: 1 } })).status,
    ).toBe(400);
  });

  test('a fault makes the GPUs of an on-demand offer unavailable', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    simulator.control.injectFault({ kind: 'unavailable' });
    const hard = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, {
      body: { ...PLAIN, cancel_unavail: true },
    });
    expect([hard.status, json(hard).error]).toEqual([410, 'no_such_ask']);
    simulator.control.injectFault({ kind: 'unavailable' });
    const soft = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, {
      body: { ...PLAIN, cancel_unavail: false },
    });
    expect(json(soft)).toMatchObject({ success: false, new_contract: expect.any(Number) as number });
    expect(simulator.world.rentals()).toMatchObject([{ currentState: 'stopped', holdsGpus: false }]);
  });

  test('who waited longer for the GPUs gets them first', async () => {
    const simulator = await start();
    const offer = await bidOffer(simulator);
    const body = { ...PLAIN, cancel_unavail: false };
    simulator.control.injectFault({ kind: 'unavailable' });
    await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, { body });
    const fresh = (): number =>
      simulator.world.offers().find((entry) => entry.machineId === offer.machineId)?.id ?? 0;
    const refused = await call(simulator, 'PUT', `/api/v0/asks/${fresh()}/`, {
      body: { ...body, cancel_unavail: true },
    });
    expect([refused.status, json(refused).error]).toEqual([410, 'no_such_ask']);
    expect(simulator.world.rentals()).toMatchObject([{ holdsGpus: true, currentState: 'running' }]);
  });

  test('target_state stopped: a contract that never ran until it is started', async () => {
    const simulator = await start();
    const id = await rentOne(simulator, { target_state: 'stopped' });
    simulator.clock.advance(100_000);
    expect(await readRow(simulator, id)).toMatchObject({
      intended_status: 'stopped',
      cur_state: 'stopped',
      actual_status: 'created',
    });
    await put(simulator, id, { state: 'running' });
    simulator.clock.advance(100_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running' });
  });
});
