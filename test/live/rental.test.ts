import type { Instance, VastClient } from '../../src/vast';
import { rental } from '../support/orphans';
import { VirtualClock } from '../support/virtual-clock';
import { LiveFailure } from './failure';
import { giveAllBack, rentalsOf } from './rental';

const CLAIM = '11ee7e5711ee';
const OURS = rental(7, { label: `live-test vg-${CLAIM}-11ee7e57?` });

/** A platform whose answers are decided by the test; the calls are noted. */
class ScriptedVast {
  readonly calls: string[] = [];
  destroy: () => 'destroyed' | 'already-gone' = () => 'destroyed';
  read: () => Instance | null = () => null;
  list: () => readonly Instance[] = () => [];

  readonly client = {
    destroyInstance: (id: number) => this.answer(`destroy ${id}`, this.destroy),
    readInstance: (id: number) => this.answer(`read ${id}`, this.read),
    listInstances: () => this.answer('list', this.list),
  } as Pick<VastClient, 'destroyInstance' | 'readInstance' | 'listInstances'> as VastClient;

  private async answer<T>(call: string, make: () => T): Promise<T> {
    await Promise.resolve();
    this.calls.push(call);
    return make();
  }
}

let vast: ScriptedVast;
let clock: VirtualClock;
let said: string[];
beforeEach(() => {
  vast = new ScriptedVast();
  clock = new VirtualClock();
  said = [];
});
const effects = () => ({ vast: vast.client, clock, say: (line: string) => said.push(line) });
const giveBack = (known: readonly number[] = [7]): Promise<void> =>
  giveAllBack(CLAIM, new Set(known), clock.now(), effects());

test('an accepted call is no proof: it is repeated until neither read nor list knows the instance', async () => {
  let reads = 0;
  let lists = 0;
  vast.read = () => (++reads <= 2 ? OURS : null);
  vast.list = () => (++lists <= 1 ? [OURS] : []);
  await giveBack();
  expect(vast.calls.filter((call) => call === 'destroy 7')).toHaveLength(4);
  expect(said.at(-1)).toBe('instance 7 is gone: neither its own read nor the list knows it');
});

test('a denial in the first minute is not believed', async () => {
  const started = clock.now();
  vast.destroy = () => 'already-gone';
  await giveBack();
  expect(clock.now() - started).toBeGreaterThanOrEqual(60_000);
});

test('what was rented without our knowing its id is found by the claim; other instances are let alone', async () => {
  const left = new Set([7]);
  vast.list = () => [...(left.has(7) ? [OURS] : []), rental(8, { label: 'mine' }), rental(9)];
  vast.destroy = () => {
    left.clear();
    return 'destroyed';
  };
  await giveBack([]);
  expect(vast.calls.filter((call) => call.startsWith('destroy'))).toEqual(['destroy 7']);
});

test('two lists, three seconds apart, find what one of them leaves out', async () => {
  const lists = [[OURS], []];
  vast.list = () => lists.pop() ?? [];
  expect(await rentalsOf(CLAIM, effects())).toEqual([OURS]);
  expect(clock.sleeps).toEqual([3000]);
});

test('errors are told once and outlived, for ten minutes; then it says what may be left', async () => {
  vast.destroy = () => {
    throw new Error('out of order');
  };
  await expect(giveBack()).rejects.toThrow(LiveFailure);
  await expect(giveBack()).rejects.toThrow('INSTANCE 7 MAY STILL RUN AND COST MONEY');
  expect(said.filter((line) => line.includes('out of order'))).toHaveLength(2);
  expect(vast.calls.length).toBeGreaterThan(100);
});

test('a platform that cannot list at the end is a failure that names the claim', async () => {
  vast.list = () => {
    throw new Error('out of order');
  };
  await expect(giveBack([])).rejects.toThrow(`RENTALS WITH THE CLAIM ${CLAIM} MAY EXIST`);
});
