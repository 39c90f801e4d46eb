import { createRandom, parseMarket } from '../../../../src/simulator';
import { createClock } from '../../../../src/simulator/vast/clock';
import { Journal } from '../../../../src/simulator/vast/journal';
import { defaultKnobs } from '../../../../src/simulator/vast/knobs';
import { allocate, minBid } from '../../../../src/simulator/vast/world/allocation';
import { installLifecycle, stop } from '../../../../src/simulator/vast/world/lifecycle';
import type { Contract, Machine } from '../../../../src/simulator/vast/world/model';
import { rent } from '../../../../src/simulator/vast/world/rent';
import { World } from '../../../../src/simulator/vast/world/world';

function fourGpus(): { world: World; machine: Machine } {
  const random = createRandom(1);
  const text =
    '{"machines":[{"gpuName":"RTX 4090","gpuCount":4,"pricePerGpuHour":1,"minBidPerGpuHour":0.5}]}';
  const world = new World({
    clock: createClock({ mode: 'manual' }),
    journal: new Journal(),
    knobs: defaultKnobs(true),
    random,
    machines: parseMarket(text, 'm', random),
    accounts: [{ apiKey: 'k' }],
  });
  installLifecycle(world);
  const machine = [...world.machines.values()][0];
  if (!machine) throw new Error('no machine');
  return { world, machine };
}

/** Rents `gpus` GPUs from `firstGpu` on; `bid` in USD per hour for all of them. */
function take(world: World, machine: Machine, firstGpu: number, gpus: number, bid: number | null): Contract {
  const slice = machine.slices.find((entry) => entry.firstGpu === firstGpu && entry.gpus === gpus);
  const account = world.accounts[1];
  if (slice?.askId == null || !account) throw new Error(`no offer of ${gpus} GPUs from ${firstGpu}`);
  const outcome = rent(world, account, slice, {
    image: 'a', diskGb: 8, label: null, imageRuntype: 'args', onstart: null, args: [], env: [], bid, targetState: 'running',
    cancelUnavailable: false, templateId: null, templateHash: null, templateName: null,
  }); // prettier-ignore
  if (outcome.result === 'unavailable') throw new Error('not to be had');
  return outcome.contract;
}

const offered = (machine: Machine): string[] =>
  machine.slices.filter((slice) => slice.askId !== null).map((slice) => `${slice.gpus}@${slice.firstGpu}`);

describe('who holds the GPUs of a machine', () => {
  test('slices of every size, and what a rental leaves of them', () => {
    const { world, machine } = fourGpus();
    expect(offered(machine)).toEqual(['1@0', '1@1', '1@2', '1@3', '2@0', '2@2', '4@0']);
    take(world, machine, 1, 1, null);
    expect(offered(machine)).toEqual(['1@0', '1@2', '1@3', '2@2']);
  });

  test('a bid leaves its slices on the market, at a higher floor', () => {
    const { world, machine } = fourGpus();
    const slice = { machine, firstGpu: 0, gpus: 2 };
    expect(minBid(slice)).toBe(1);
    take(world, machine, 0, 1, 0.8);
    expect(offered(machine)).toHaveLength(7);
    expect(minBid(slice)).toBeCloseTo(1.601, 9);
    expect(minBid({ machine, firstGpu: 2, gpus: 2 })).toBe(1);
  });

  test('the higher bid per GPU wins, whatever the sizes', () => {
    const { world, machine } = fourGpus();
    const small = take(world, machine, 0, 1, 0.7);
    const large = take(world, machine, 0, 4, 4 * 0.75);
    expect([small.holding, large.holding]).toEqual([false, true]);
    const one = take(world, machine, 3, 1, 0.76);
    expect([small.holding, large.holding, one.holding]).toEqual([true, false, true]);
  });

  test('on demand takes from bids, never from on demand', () => {
    const { world, machine } = fourGpus();
    const bid = take(world, machine, 0, 4, 40);
    const first = take(world, machine, 0, 2, null);
    expect([bid.holding, first.holding]).toEqual([false, true]);
    expect(offered(machine)).toEqual(['1@2', '1@3', '2@2']);
    expect(allocate(world, machine)).toEqual(new Set([first]));
  });

  test('a stop keeps the GPUs until the scheduler acted', () => {
    const { world, machine } = fourGpus();
    const contract = take(world, machine, 0, 4, null);
    stop(world, contract);
    expect([contract.holding, offered(machine)]).toEqual([true, []]);
    world.clock.advance(1_000);
    world.settle();
    expect([contract.holding, offered(machine).length]).toEqual([false, 7]);
  });
});
