import { writeFile } from 'node:fs/promises';

import { LIMITS } from '../../src/vast';
import { type Figures, inTurns } from '../figures';
import { instancesHcl } from './instances';
import { apply, emptyPlan, Workshop } from './project';
import {
  type JournalLine,
  marketOf,
  RENT_SCALE,
  startQuickSimulator,
  startSimulatorProcess,
} from './simulator';

/** Instances in one page of the list. */
const PAGE = 25;
/** Creates hurry a little: 20 take a minute and a half otherwise. */
const CREATE_SCALE = 5;
const CREATES = 20;
/** One plan takes some two percent more or less than the next. */
const TURNS = 9;

/** What the documented intervals of the platform leave: no refused call, and no time lost beside them. */
export async function limitSuite(figures: Figures): Promise<void> {
  const workshop = await Workshop.open();
  try {
    const market = workshop.path('market.json');
    await writeFile(market, marketOf(120));
    await planUnderLimits(workshop, market, figures);
    await createUnderLimits(workshop, market, figures);
  } finally {
    await workshop.close();
  }
}

/** A hundred instances are rented without limits; the plans find them in force. */
async function planUnderLimits(workshop: Workshop, market: string, figures: Figures): Promise<void> {
  const simulator = await startQuickSimulator(market);
  try {
    const { env } = simulator;
    const hundred = await workshop.project('limited', await instancesHcl(simulator, 100));
    await apply(hundred, [], { ...env, VAST_TIME_SCALE: RENT_SCALE });
    await simulator.act('rate-limits', { mode: 'real' });
    const pages = Math.ceil(100 / PAGE);
    const imposedMs = (pages - 1) * LIMITS.list.windowMs;
    const before = await simulator.place();
    let plans = 0;
    const plan = async (): Promise<number> => {
      // The intervals of the turn before are over.
      await new Promise((resolve) => setTimeout(resolve, 2 * LIMITS.list.windowMs));
      plans += 1;
      return emptyPlan(hundred, env);
    };
    const [planMs = 0] = await inTurns(TURNS, [plan]);
    const requests = await simulator.requests(before);
    const lists = requests.filter(({ endpoint }) => endpoint === 'list').length / plans;
    figures.add({ name: 'plan, 100 instances: lists', value: lists, unit: 'calls', goal: pages });
    figures.add({ name: 'plan, 100 instances: 429', value: refused(requests), unit: 'answers', goal: 0 });
    figures.add({
      name: 'plan, 100 instances: time : imposed',
      value: planMs / imposedMs,
      unit: 'x',
      goal: 1.5,
      note: `${planMs.toFixed(0)} ms : ${imposedMs} ms`,
    });
  } finally {
    await simulator.close();
  }
}

async function createUnderLimits(workshop: Workshop, market: string, figures: Figures): Promise<void> {
  const options = ['--rate-limits', 'real', '--clock', `scaled:${CREATE_SCALE}`];
  const simulator = await startSimulatorProcess(['--market', market, ...options]);
  try {
    const env = { ...simulator.env, VAST_TIME_SCALE: String(CREATE_SCALE) };
    const project = await workshop.project('creates', await instancesHcl(simulator, CREATES));
    const before = await simulator.place();
    await apply(project, [`-parallelism=${CREATES}`], env);
    const requests = await simulator.requests(before);
    const creates = requests.filter(({ endpoint }) => endpoint === 'create').map(({ at }) => at);
    const tookMs = Math.max(...creates) - Math.min(...creates);
    const imposedMs = (CREATES - 1) * LIMITS.create.windowMs;
    figures.add({ name: `${CREATES} creates: calls`, value: creates.length, unit: 'calls', goal: CREATES });
    figures.add({ name: `${CREATES} creates: 429`, value: refused(requests), unit: 'answers', goal: 0 });
    figures.add({
      name: `${CREATES} creates: first to last : imposed`,
      value: tookMs / imposedMs,
      unit: 'x',
      goal: 1.05,
      note: `${(tookMs / 1000).toFixed(1)} s : ${(imposedMs / 1000).toFixed(1)} s of the platform's time`,
    });
    await apply(project, ['-destroy', `-parallelism=${CREATES}`], env);
  } finally {
    await simulator.close();
  }
}

function refused(requests: readonly JournalLine[]): number {
  return requests.filter(({ status }) => status === 429).length;
}
