import { readFile, writeFile } from 'node:fs/promises';

import type { Figures } from '../figures';
import { instancesHcl } from './instances';
import { apply, emptyPlan, Workshop } from './project';
import { marketOf, startSimulatorProcess } from './simulator';

const SCALE = 100;
const MEGABYTE = 1024;

/** A hundred instances through their whole life in one run, and what the provider needs of memory for them. */
export async function hundredSuite(figures: Figures): Promise<void> {
  const workshop = await Workshop.open();
  const market = workshop.path('market.json');
  const log = workshop.path('memory.txt');
  const hook = workshop.path('memory.cjs');
  await writeFile(market, marketOf(120));
  await writeFile(log, '');
  await writeFile(hook, hookText(log));
  const options = ['--rate-limits', 'real', '--clock', `scaled:${SCALE}`];
  const simulator = await startSimulatorProcess(['--market', market, ...options]);
  try {
    const env = {
      ...simulator.env,
      VAST_TIME_SCALE: String(SCALE),
      VASTAI_NODE_OPTIONS: `--require ${hook}`,
    };
    const project = await workshop.project('life', await instancesHcl(simulator, 100));
    const peaks: number[] = [];
    const memoryOf = async (): Promise<number> => {
      const kilobytes = (await readFile(log, 'utf8')).trim().split('\n').map(Number);
      await writeFile(log, '');
      const peak = Math.max(...kilobytes) / MEGABYTE;
      peaks.push(peak);
      return peak;
    };
    let errors = 0;
    const step = async (name: string, run: () => Promise<number>): Promise<void> => {
      try {
        const ms = await run();
        const note = `provider at most ${(await memoryOf()).toFixed(0)} MB`;
        figures.add({ name: `100 instances, ${name}`, value: ms / 1000, unit: 's', note });
      } catch (error) {
        errors += 1;
        figures.add({
          name: `100 instances, ${name}`,
          value: Number.NaN,
          unit: 's',
          note: String(error).slice(0, 2000),
        });
      }
    };
    await step('created', () => apply(project, [], env));
    await step('refreshed', () => apply(project, ['-refresh-only'], env));
    await step('planned', () => emptyPlan(project, env));
    await step('destroyed', () => apply(project, ['-destroy'], env));
    figures.add({ name: '100 instances: steps with an error', value: errors, unit: 'errors', goal: 0 });
    figures.add({
      name: '100 instances: memory of the provider',
      value: peaks.length === 0 ? Number.NaN : Math.max(...peaks),
      unit: 'MB',
      goal: 120,
    });
  } finally {
    await simulator.close();
    await workshop.close();
  }
}

/**
 * Notes the largest resident size of a process when it ends, KB. Where the system tells it: what `getrusage` tells may be
 * that of Terraform, whose child the provider was before it became itself.
 */
function hookText(log: string): string {
  return `
const fs = require('fs');
const peak = () => {
  try {
    return Number(/VmHWM:\\s*(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
};
process.once('exit', () => fs.appendFileSync(${JSON.stringify(log)}, peak() + '\\n'));
`;
}
