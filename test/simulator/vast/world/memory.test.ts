import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRandom } from '../../../../src/simulator';
import { createClock } from '../../../../src/simulator/vast/clock';
import { Journal } from '../../../../src/simulator/vast/journal';
import { defaultKnobs } from '../../../../src/simulator/vast/knobs';
import { generateMarket } from '../../../../src/simulator/vast/market/generate';
import { destroy, installLifecycle } from '../../../../src/simulator/vast/world/lifecycle';
import { rent } from '../../../../src/simulator/vast/world/rent';
import { World } from '../../../../src/simulator/vast/world/world';

/** Bytes in use after a full collection. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

describe('memory', () => {
  test('stays flat over 100,000 contracts made, run and destroyed', () => {
    const random = createRandom('memory');
    const clock = createClock({ mode: 'manual' });
    const world = new World({
      clock,
      journal: new Journal(1_000),
      knobs: defaultKnobs(true),
      random,
      machines: generateMarket(random).map((spec) => ({ ...spec, offeredForSeconds: 1e9 })),
      accounts: [{ apiKey: 'k', credit: 1e9 }],
    });
    installLifecycle(world);
    const account = world.accounts[1];
    if (!account) throw new Error('the world has no account');
    const cycle = (count: number): void => {
      for (let i = 0; i < count; i++) {
        const slice = world.asks.values().next().value;
        if (!slice) throw new Error('the market is empty');
        const outcome = rent(world, account, slice, {
          image: 'a/b:1', diskGb: 10, label: `n${i}`, imageRuntype: 'args', onstart: null, args: [], env: [['-p 1:1', '1']],
          bid: null, targetState: 'running', cancelUnavailable: true, templateId: null, templateHash: null, templateName: null,
        }); // prettier-ignore
        clock.advance(90_000);
        world.settle();
        if (outcome.result !== 'rented' || outcome.contract.actual !== 'running')
          throw new Error('it did not run');
        destroy(world, outcome.contract, 'test');
      }
    };
    cycle(10_000);
    const before = heapUsed();
    cycle(90_000);
    const growth = heapUsed() - before;
    expect(world.contracts.size).toBe(0);
    expect(world.scheduler.size).toBe(world.machines.size);
    expect(growth).toBeLessThan(2_000_000);
  });
});
