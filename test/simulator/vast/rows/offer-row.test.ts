import { createRandom, parseMarket } from '../../../../src/simulator';
import { createClock } from '../../../../src/simulator/vast/clock';
import { Journal } from '../../../../src/simulator/vast/journal';
import { defaultKnobs } from '../../../../src/simulator/vast/knobs';
import { offerRow, offerRows } from '../../../../src/simulator/vast/rows/offer-row';
import { loseHost, returnHost } from '../../../../src/simulator/vast/world/hosts';
import { destroy, installLifecycle, reallocate, stop } from '../../../../src/simulator/vast/world/lifecycle';
import { rent } from '../../../../src/simulator/vast/world/rent';
import { deleteVolume, rentVolume } from '../../../../src/simulator/vast/world/volumes';
import { World } from '../../../../src/simulator/vast/world/world';

test('a remembered row is never out of date', () => {
  const random = createRandom(1);
  const text =
    '{"machines":[{"gpuName":"RTX 4090","gpuCount":4,"pricePerGpuHour":1},{"gpuName":"RTX 3060","pricePerGpuHour":0.1}]}';
  const world = new World({
    clock: createClock({ mode: 'manual' }),
    journal: new Journal(),
    knobs: defaultKnobs(true),
    random,
    machines: parseMarket(text, 'm', random),
    accounts: [{ apiKey: 'k' }],
  });
  installLifecycle(world);
  const account = world.accounts[1];
  const [machine] = world.machines.values();
  if (!account || !machine) throw new Error('the world is empty');
  const check = (): void => {
    for (const type of ['on-demand', 'bid'] as const) {
      for (const disk of [8, 50]) {
        const fresh = [...world.asks.values()].map((slice) => offerRow(world, slice, type, disk, 1));
        const seen = offerRows(world, type, disk, { everySlice: true });
        const byId = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
          (a.id as number) - (b.id as number);
        expect([...seen].sort(byId)).toEqual(fresh.sort(byId));
      }
    }
  };
  const take = (
    firstGpu: number,
    gpus: number,
    bid: number | null,
  ): NonNullable<ReturnType<typeof contractOf>> => {
    const slice = machine.slices.find((entry) => entry.firstGpu === firstGpu && entry.gpus === gpus);
    if (!slice) throw new Error('no such slice');
    const outcome = rent(world, account, slice, {
      image: 'a', diskGb: 30, label: null, imageRuntype: 'args', onstart: null, args: [], env: [], bid, targetState: 'running',
      cancelUnavailable: false, templateId: null, templateHash: null, templateName: null,
    }); // prettier-ignore
    const contract = contractOf(outcome);
    if (!contract) throw new Error('not to be had');
    return contract;
  };
  const contractOf = (outcome: ReturnType<typeof rent>) =>
    outcome.result === 'unavailable' ? null : outcome.contract;
  check();
  const low = take(0, 1, 0.7);
  check();
  const high = take(0, 2, 1.9);
  check();
  low.bid = 0.99;
  reallocate(world, machine);
  check();
  const fixed = take(2, 1, null);
  check();
  stop(world, fixed);
  world.clock.advance(60_000);
  world.settle();
  check();
  const volume = rentVolume(world, account, machine, 20, null);
  check();
  deleteVolume(world, volume);
  check();
  loseHost(world, machine);
  check();
  returnHost(world, machine);
  destroy(world, high, 'test');
  check();
});
