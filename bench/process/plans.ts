import { writeFile } from 'node:fs/promises';

import { type Figures, inTurns } from '../figures';
import { dataHcl, instancesHcl } from './instances';
import { apply, emptyPlan, Workshop } from './project';
import { marketOf, RENT_SCALE, startQuickSimulator } from './simulator';

/**
 * The provider's own intervals are compressed: what they cost is measured by the suite "limits". Not more than this,
 * because the age of the list is compressed as well, and one list has to serve a whole plan.
 */
const SCALE = '50';
const LATENCY_MS = 200;

/** Plans without changes, with 1 and with 100 instances. */
export async function planSuite(figures: Figures): Promise<void> {
  const workshop = await Workshop.open();
  try {
    const market = workshop.path('market.json');
    await writeFile(market, marketOf(120));
    const simulator = await startQuickSimulator(market);
    try {
      const env = { ...simulator.env, VAST_TIME_SCALE: SCALE };
      const rent = { ...env, VAST_TIME_SCALE: RENT_SCALE };
      const one = await workshop.project('one', await instancesHcl(simulator, 1));
      await apply(one, [], rent);
      const bare = await workshop.withBare(one, 'bare');
      const oneData = await workshop.folder('one-data', dataHcl(1));
      await oneData.terraform(['init']);
      await apply(oneData);
      const [bareMs = 0, oneMs = 0, dataMs = 0] = await inTurns(15, [
        () => emptyPlan(bare),
        () => emptyPlan(one, env),
        () => emptyPlan(oneData),
      ]);
      figures.add({ name: 'plan, 1 terraform_data', value: dataMs, unit: 'ms' });
      figures.add({ name: 'plan, 1 instance, bare provider', value: bareMs, unit: 'ms' });
      figures.add({ name: 'plan, 1 instance, ours', value: oneMs, unit: 'ms' });
      figures.add({ name: 'plan, 1 instance, ours : bare', value: oneMs / bareMs, unit: 'x', goal: 1.15 });

      await apply(one, ['-destroy'], rent);
      const hundred = await workshop.project('hundred', await instancesHcl(simulator, 100));
      await apply(hundred, [], rent);
      const hundredBare = await workshop.withBare(hundred, 'hundred-bare');
      const hundredData = await workshop.folder('hundred-data', dataHcl(100));
      await hundredData.terraform(['init']);
      await apply(hundredData);
      const [hundredDataMs = 0, hundredMs = 0, hundredBareMs = 0] = await inTurns(7, [
        () => emptyPlan(hundredData),
        () => emptyPlan(hundred, env),
        () => emptyPlan(hundredBare),
      ]);
      figures.add({ name: 'plan, 100 terraform_data', value: hundredDataMs, unit: 'ms' });
      // What Terraform itself needs for a schema of this size, whatever the provider does.
      figures.add({ name: 'plan, 100 instances, bare provider', value: hundredBareMs, unit: 'ms' });
      const bareRatio = hundredBareMs / hundredDataMs;
      figures.add({ name: 'plan, 100 instances, bare : 100 terraform_data', value: bareRatio, unit: 'x' });
      figures.add({ name: 'plan, 100 instances', value: hundredMs, unit: 'ms' });
      const ratio = hundredMs / hundredDataMs;
      figures.add({ name: 'plan, 100 instances : 100 terraform_data', value: ratio, unit: 'x', goal: 8 });

      // With the intervals as they are: the wait for them and for the answers is what a user sees.
      const unscaled = { ...env, VAST_TIME_SCALE: '1' };
      const slow = async (): Promise<number> => {
        await simulator.act('inject', { kind: 'slow', endpoint: '*', delayMs: LATENCY_MS, times: 1_000_000 });
        try {
          return await emptyPlan(hundred, unscaled);
        } finally {
          await simulator.act('clear-faults', {});
        }
      };
      const [fastMs = 0, slowMs = 0] = await inTurns(5, [() => emptyPlan(hundred, unscaled), slow]);
      figures.add({
        name: `plan, 100 instances, ${LATENCY_MS} ms latency`,
        value: slowMs,
        unit: 'ms',
      });
      figures.add({
        name: `plan, 100 instances, ${LATENCY_MS} ms latency, more than none`,
        value: slowMs - fastMs,
        unit: 'ms',
        goal: 1000,
      });
    } finally {
      await simulator.close();
    }
  } finally {
    await workshop.close();
  }
}
