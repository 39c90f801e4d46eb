import { planInstance } from '../../../src/provider/instance/plan';
import { readInstance } from '../../../src/provider/instance/read';
import type { InstancePlanned, InstanceState } from '../../../src/provider/instance/schema';
import { updateInstance } from '../../../src/provider/instance/update';
import { isUnknown } from '../../../src/tfplugin';
import { diagnosticOf, type Harness, plannedCreate, rented } from './handler-harness';

/*
 * A start is accepted at once and takes a minute. When nobody has waited for it, because the update was killed or because
 * the platform itself has started the instance, the next apply waits: what follows from the ports must not be made without.
 */

const BOOTED_MS = 40_000;

async function read(h: Harness, state: InstanceState): Promise<InstanceState> {
  h.world.account.snapshot.invalidate();
  const seen = await readInstance({ ...h.base, state });
  if (seen === null) throw new Error('the instance is gone');
  return seen;
}

/** The plan of an unchanged configuration. */
const plan = (h: Harness, prior: InstanceState) => {
  const config = { ...prior, secret_env: null } as never;
  const planned = planInstance({
    ...h.base,
    action: 'update',
    config,
    plan: prior as never,
    prior,
    changed: new Set(),
    requireReplace: () => undefined,
  });
  return { ...prior, ...planned } as InstancePlanned;
};

const apply = (h: Harness, prior: InstanceState) =>
  updateInstance({
    ...h.base,
    config: { ...plannedCreate(), secret_env: null } as never,
    plan: plan(h, prior),
    prior,
    changed: new Set(),
    checkpoint: () => undefined,
  });

const stoppedState = (h: { readonly state: InstanceState }): InstanceState => ({
  ...h.state,
  power: 'stopped',
  public_ip: null,
  port_map: {},
  ssh: null,
  status: 'exited',
});

/** Stopped with the state knowing it, then started with nobody waiting. */
async function startedUnseen() {
  const h = await rented();
  await h.world.vast.setState(9001, 'stopped');
  await h.world.clock.sleep(BOOTED_MS);
  await h.world.vast.setState(9001, 'running');
  h.world.vast.patch(9001, { actualStatus: 'loading', ports: {} });
  const prior = await read(h, stoppedState(h));
  h.world.vast.calls.length = 0;
  return { ...h, prior };
}

test('is seen by the read, planned as an update, and waited for without another call that writes', async () => {
  const h = await startedUnseen();
  expect(h.prior).toMatchObject({ power: 'running', status: 'loading' });
  const planned = plan(h, h.prior);
  expect([planned.public_ip, planned.port_map, planned.ssh, planned.status].every(isUnknown)).toBe(true);
  void h.world.clock.sleep(BOOTED_MS).then(() => h.world.vast.patch(9001, { actualStatus: null }));
  const state = await apply(h, h.prior);
  expect(state).toMatchObject({ power: 'running', status: 'running', public_ip: h.state.public_ip });
  expect(Object.keys(state.port_map ?? {})).toEqual(['8001/tcp']);
  expect(h.world.vast.calls.filter((call) => !/^(list|read)/.test(call))).toEqual([]);
  expect(plan(h, state)).toEqual(state);
});

test('an instance that does not come up is an error that names it, and is tried again by the next apply', async () => {
  const h = await startedUnseen();
  h.world.vast.patch(9001, { actualStatus: 'offline' });
  expect((await diagnosticOf(apply(h, h.prior))).detail).toContain('Instance 9001 was started and is');
  expect(isUnknown(plan(h, await read(h, h.prior)).port_map)).toBe(true);
});

test('one that runs with its ports when it is seen needs nothing', async () => {
  const h = await startedUnseen();
  h.world.vast.patch(9001, { actualStatus: null });
  await h.world.clock.sleep(BOOTED_MS);
  const state = await read(h, h.prior);
  expect(plan(h, state)).toEqual(state);
});

test('one that is stopped again is not waited for', async () => {
  const h = await startedUnseen();
  await h.world.vast.setState(9001, 'stopped');
  const state = await read(h, h.prior);
  expect(state.power).toBe('stopped');
  expect(h.notes.get('starting')).toBeUndefined();
});

test('a bid that wins again is waited for', async () => {
  const h = await startedUnseen();
  const outbid = { ...stoppedState(h), power: 'running', outbid: true };
  h.notes.clear();
  const state = await read(h, outbid);
  expect(state.outbid).toBe(false);
  expect(isUnknown(plan(h, state).port_map)).toBe(true);
});

test('an instance that has been running and loses its host is drift, not a start', async () => {
  const h = await rented();
  h.world.vast.patch(9001, { actualStatus: 'offline' });
  const state = await read(h, h.state);
  expect(state).toMatchObject({ status: 'offline', port_map: {} });
  expect(plan(h, state)).toEqual(state);
});
