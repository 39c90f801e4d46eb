import { rm } from 'node:fs/promises';
import path from 'node:path';

import { type AcceptanceWorld, openAcceptanceWorld } from '../../support/acceptance-world';
import { parsePlan, type SavedPlan } from './plan-json';
import { HEADER } from './project';

/** Options of every command whose output is read. */
export const PLAIN = ['-input=false', '-no-color'];

/** One message of `terraform validate -json`. */
export interface ValidationMessage {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: {
    readonly filename: string;
    readonly start: { readonly line: number; readonly byte: number };
    readonly end: { readonly byte: number };
  };
}

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** A simulator and an initialised folder, with the steps that this suite takes. */
export interface ConformanceWorld extends AcceptanceWorld {
  /** Removes a file of the project. */
  remove(name: string): Promise<void>;
  /** Plans what is written, and keeps the plan for `applyPlanned`. Throws when the plan itself wrote to the platform. */
  plan(): Promise<SavedPlan>;
  /** Applies the last plan. The check that the next one is empty follows every apply. */
  applyPlanned(): Promise<void>;
  /** What `validate` has to say. */
  validate(): Promise<readonly ValidationMessage[]>;
  /** Attributes of a resource in the state; throws when it is not there. */
  values(address: string): Promise<Readonly<Record<string, unknown>>>;
}

/** Whether a request did more than read: it wrote to the platform, or dialled a rental. */
export function isWrite(request: { readonly method: string; readonly endpoint: string | null }): boolean {
  return request.method !== 'GET' && request.endpoint !== 'search';
}

/** Opens a world whose folder is initialised for our provider. `support` is written beside what the steps write. */
export async function openConformanceWorld(support = ''): Promise<ConformanceWorld> {
  const world = await openAcceptanceWorld();
  try {
    await world.write('main.tf', `${HEADER}\nprovider "vastai" {}\n${support}`);
    await world.terraformOk(['init', ...PLAIN]);
  } catch (error) {
    await world.close();
    throw error;
  }
  /** A plan reads: whatever it is asked for, it writes nothing and dials nobody. */
  const reading = async <T>(plan: () => Promise<T>): Promise<T> => {
    const writes = (): number => world.simulator.journal.requests().filter(isWrite).length;
    const before = writes();
    const result = await plan();
    if (writes() !== before) throw new Error('a plan wrote to the platform, or dialled a rental');
    return result;
  };
  const expectEmptyPlan = (): Promise<void> => reading(() => world.expectEmptyPlan());
  return {
    ...world,
    expectEmptyPlan,
    remove: (name) => rm(path.join(world.sandbox.dir, name), { force: true }),
    plan: async () => {
      await reading(() => world.terraformOk(['plan', ...PLAIN, '-out=step.plan']));
      return parsePlan((await world.terraformOk(['show', '-json', 'step.plan'])).stdout);
    },
    applyPlanned: async () => {
      await world.terraformOk(['apply', ...PLAIN, 'step.plan']);
      await expectEmptyPlan();
    },
    validate: async () => {
      const { stdout } = await world.terraform(['validate', '-json']);
      return (JSON.parse(stdout) as { diagnostics: readonly ValidationMessage[] }).diagnostics;
    },
    values: async (address) => {
      // Needs no provider, unlike `show -json`.
      const { stdout } = await world.terraformOk(['state', 'pull']);
      const { resources } = JSON.parse(stdout) as StateFile;
      const found = resources.find(
        ({ mode, type, name }) => mode === 'managed' && `${type}.${name}` === address,
      );
      const [instance] = found?.instances ?? [];
      if (instance === undefined) throw new Error(`${address} is not in the state`);
      return instance.attributes;
    },
  };
}
