import { call, json } from '../support/http';
import { closeAll, put, readRow, rentOne, rentRunning, start } from '../support/simulators';

afterEach(closeAll);

type Simulator = Awaited<ReturnType<typeof start>>;

async function credit(simulator: Simulator): Promise<number> {
  return json(await call(simulator, 'GET', '/api/v0/users/current/')).credit as number;
}

const HOUR = 3_600_000;

describe('row 16: money', () => {
  test('disk from the start, GPU only while running, nothing after destroy', async () => {
    const simulator = await start({ knobs: { bootMs: [60_000, 60_000], schedulerMs: [0, 0] } });
    const id = await rentOne(simulator, { disk: 100 });
    const row = (await readRow(simulator, id)) ?? {};
    const gpu = row.dph_base as number;
    const disk = row.storage_total_cost as number;
    expect(row.dph_total).toBeCloseTo(gpu + disk, 9);
    expect(disk).toBeCloseTo(((row.storage_cost as number) * 100) / 720, 9);
    simulator.clock.advance(60_000);
    expect(await credit(simulator)).toBeCloseTo(100 - disk / 60, 9);
    simulator.clock.advance(HOUR);
    expect(await credit(simulator)).toBeCloseTo(100 - disk / 60 - gpu - disk, 9);
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(0);
    const stopped = await credit(simulator);
    simulator.clock.advance(HOUR);
    expect(await credit(simulator)).toBeCloseTo(stopped - disk, 9);
    const after = await readRow(simulator, id);
    expect(after?.dph_total).toBeCloseTo(gpu + disk, 9);
    expect(after?.instance).toMatchObject({ gpuCostPerHour: 0 });
    await call(simulator, 'DELETE', `/api/v0/instances/${id}/`);
    const end = await credit(simulator);
    simulator.clock.advance(1000 * HOUR);
    expect(await credit(simulator)).toBe(end);
    expect(simulator.world.money()).toMatchObject({ burnPerHour: 0 });
    expect(simulator.world.money().spent).toBeCloseTo(100 - end, 9);
  });

  test('traffic is charged when it happens', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const row = (await readRow(simulator, id)) ?? {};
    const before = await credit(simulator);
    simulator.control.traffic(id, { down: 100, up: 10 });
    const cost = 100 * (row.inet_down_cost as number) + 10 * (row.inet_up_cost as number);
    expect(await credit(simulator)).toBeCloseTo(before - cost, 9);
  });

  test('at zero everything stops, nothing is deleted, the disk goes on costing', async () => {
    const simulator = await start({ accounts: [{ apiKey: 'k', credit: 0.05 }] });
    const id = await rentRunning(simulator);
    simulator.clock.advance(100 * HOUR);
    expect(await readRow(simulator, id)).toMatchObject({
      intended_status: 'stopped', cur_state: 'stopped', next_state: 'stopped', actual_status: 'exited',
    }); // prettier-ignore
    expect(simulator.journal.changes('credit-exhausted').length).toBeGreaterThan(0);
    const owed = json(await call(simulator, 'GET', '/api/v0/users/current/'));
    expect(owed.credit).toBeLessThan(0);
    expect(owed.balance).toBe(owed.credit);
    simulator.control.setCredit(50);
    simulator.clock.advance(HOUR);
    expect((await readRow(simulator, id))?.actual_status).toBe('exited');
    expect(await put(simulator, id, { state: 'running' })).toEqual({ success: true });
  });

  test('charges list what contracts cost, invoices what was paid, in pages', async () => {
    const simulator = await start();
    const ids: number[] = [];
    for (let i = 0; i < 30; i++) {
      const id = await rentOne(simulator);
      ids.push(id);
      simulator.clock.advance(HOUR);
      await call(simulator, 'DELETE', `/api/v0/instances/${id}/`);
    }
    const first = json(await call(simulator, 'GET', '/api/v0/charges/'));
    expect(first).toMatchObject({ success: true, count: 25, total: 30 });
    const rest = json(
      await call(
        simulator,
        'GET',
        `/api/v0/charges/?after_token=${encodeURIComponent(String(first.next_token))}`,
      ),
    );
    const rows = [...(first.results as object[]), ...(rest.results as object[])] as {
      source: string;
      amount: number;
    }[];
    expect(rows.map((row) => row.source)).toEqual(ids.map((id) => `instance-${id}`).reverse());
    const total = rows.reduce((sum, row) => sum + row.amount, 0);
    expect(total).toBeCloseTo(100 - (await credit(simulator)), 6);
    expect((await call(simulator, 'GET', '/api/v0/charges/?after_token=xx')).status).toBe(400);
    simulator.control.setCredit(500);
    expect(json(await call(simulator, 'GET', '/api/v1/invoices/')).results).toMatchObject([
      { type: 'payment' },
    ]);
  });

  test('prepaid money gives a discount, is used first, and comes back less 5 % and the discount used', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator, { disk: 8 });
    const row = (await readRow(simulator, id)) ?? {};
    const month = (row.dph_total as number) * 720;
    const before = await credit(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/instances/prepay/${id}/`, {
      body: { amount: month },
    });
    expect(answer.status).toBe(200);
    expect(json(answer).timescale).toBeCloseTo(1, 6);
    expect(json(answer).discount_rate).toBeCloseTo(0.2, 6);
    expect(await credit(simulator)).toBeCloseTo(before - month, 9);
    const held = (await readRow(simulator, id)) ?? {};
    expect(held.dph_base).toBeCloseTo((row.dph_base as number) * 0.8, 9);
    expect(held.credit_balance).toBeCloseTo(month, 9);
    simulator.clock.advance(10 * HOUR);
    expect(await credit(simulator)).toBeCloseTo(before - month, 9);
    const used = 10 * (held.dph_total as number);
    expect((await readRow(simulator, id))?.credit_balance).toBeCloseTo(month - used, 6);
    await call(simulator, 'DELETE', `/api/v0/instances/${id}/`);
    const discount = 10 * 0.2 * (row.dph_base as number);
    expect(await credit(simulator)).toBeCloseTo(before - month + (month - used) * 0.95 - discount, 6);
    expect(simulator.world.money().spent).toBeCloseTo(100 - (await credit(simulator)), 6);
  });

  test('prepaid money runs out and the credit takes over', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const rate = simulator.world.money().burnPerHour;
    await call(simulator, 'PUT', `/api/v0/instances/prepay/${id}/`, { body: { amount: rate } });
    const locked = await credit(simulator);
    simulator.clock.advance(HOUR / 2);
    expect(await credit(simulator)).toBeCloseTo(locked, 9);
    simulator.clock.advance(10 * HOUR);
    expect(await credit(simulator)).toBeLessThan(locked);
    expect((await readRow(simulator, id))?.credit_balance).toBeNull();
    expect(simulator.world.money().spent).toBeCloseTo(100 - (await credit(simulator)), 6);
  });

  test('prepaid contracts outlive the credit, until the prepaid money is gone too', async () => {
    const simulator = await start({ accounts: [{ apiKey: 'k', credit: 1 }] });
    const paid = await rentRunning(simulator);
    const rate = simulator.world.money().burnPerHour;
    await call(simulator, 'PUT', `/api/v0/instances/prepay/${paid}/`, { body: { amount: rate * 2 } });
    const other = await rentRunning(simulator);
    simulator.control.setCredit(0);
    simulator.clock.advance(HOUR);
    expect(await readRow(simulator, other)).toMatchObject({ cur_state: 'stopped' });
    expect(await readRow(simulator, paid)).toMatchObject({ cur_state: 'running', actual_status: 'running' });
    expect(await put(simulator, paid, { state: 'running' })).toEqual({ success: true });
    simulator.clock.advance(5 * HOUR);
    expect(await readRow(simulator, paid)).toMatchObject({ cur_state: 'stopped', actual_status: 'exited' });
  });

  test('prepay: errors', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const poor = await call(simulator, 'PUT', `/api/v0/instances/prepay/${id}/`, { body: { amount: 1000 } });
    expect([poor.status, json(poor).msg]).toEqual([411, 'Insufficient credit']);
    const none = await call(simulator, 'PUT', '/api/v0/instances/prepay/1/', { body: { amount: 1 } });
    expect([none.status, json(none).msg]).toEqual([400, 'No such instance']);
    expect(
      (await call(simulator, 'PUT', `/api/v0/instances/prepay/${id}/`, { body: { amount: -1 } })).status,
    ).toBe(400);
  });
});

describe('row 22: expiry', () => {
  test('at end_date it stops, cannot be started, and is deleted 48 h later', async () => {
    const simulator = await start({ accounts: [{ apiKey: 'k', credit: 1e6 }] });
    const id = await rentRunning(simulator);
    const row = (await readRow(simulator, id)) ?? {};
    simulator.clock.advance((row.duration as number) * 1000);
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({ cur_state: 'stopped', actual_status: 'exited' });
    const refused = await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { body: { state: 'running' } });
    expect([refused.status, json(refused).error]).toEqual([400, 'invalid_args']);
    simulator.clock.advance(47.5 * HOUR);
    expect(await readRow(simulator, id)).not.toBeNull();
    simulator.clock.advance(HOUR);
    expect(await readRow(simulator, id)).toBeNull();
    expect(simulator.journal.changes('destroyed')).toMatchObject([
      { instanceId: id, detail: { why: 'expired' } },
    ]);
  });

  test('a price increase is listed, accepted with exactly its id, and moves the end', async () => {
    const simulator = await start({ accounts: [{ apiKey: 'k', credit: 1e6 }] });
    const id = await rentRunning(simulator);
    const end = (await readRow(simulator, id))?.end_date as number;
    const increase = simulator.control.proposePriceIncrease(id, 1.25);
    const list = json(await call(simulator, 'GET', '/api/v0/instances/pending-price-increases/'));
    expect(list).toMatchObject({ success: true, count: 1, truncated: false });
    expect((list.pending_price_increases as object[])[0]).toMatchObject({
      pending_price_increase_id: increase,
      contract_id: id,
      new_gpu_costpersec: 1.25 / 3600,
      contract_end_date: end,
    });
    const path = '/api/v0/instances/accept-price-increase/';
    const extra = await call(simulator, 'PUT', path, { body: { pending_price_increase_id: increase, id } });
    expect(extra.status).toBe(400);
    const accepted = await call(simulator, 'PUT', path, { body: { pending_price_increase_id: increase } });
    expect(accepted.json).toEqual({ success: true });
    expect(await readRow(simulator, id)).toMatchObject({ dph_base: 1.25, end_date: end + 30 * 86_400 });
    const stale = await call(simulator, 'PUT', path, { body: { pending_price_increase_id: increase } });
    expect([stale.status, json(stale).error]).toEqual([404, 'no_pending_price_increase']);
    const again = simulator.control.proposePriceIncrease(id, 2);
    const rejected = await call(simulator, 'PUT', '/api/v0/instances/reject-price-increase/', {
      body: { pending_price_increase_id: again },
    });
    expect(rejected.json).toEqual({ success: true });
    expect((await readRow(simulator, id))?.dph_base).toBe(1.25);
  });

  test('a listing that ends takes its offers along', async () => {
    const simulator = await start();
    const before = simulator.world.offers().length;
    simulator.clock.advance(400 * 24 * HOUR);
    expect(before).toBeGreaterThan(200);
    expect(simulator.world.offers()).toEqual([]);
  });
});
