import { parse } from 'yaml';
import { z } from 'zod';
import type { Knobs } from '../knobs';
import type { FaultSpec } from '../http/faults';
import type { ImageBehaviour, ServiceBehaviour } from '../world/spec';
import { ACTIONS, type ActionTarget } from './actions';
import { defined, faultSchema, imageSchema, knobsSchema, serviceSchema, toFault } from './schemas';

/** Something that a script does: at a virtual time since the start, or right before an API request. */
export interface ScriptStep {
  /** Virtual ms since the start of the world. */
  readonly atMs?: number;
  /** Number of the API request, from 1. */
  readonly step?: number;
  readonly action: string;
  readonly input: unknown;
}

/** A whole script: what holds from the start, and what happens later. */
export interface Script {
  readonly knobs: Partial<Knobs>;
  readonly faults: readonly FaultSpec[];
  readonly images: Readonly<Record<string, ImageBehaviour>>;
  /** By container port (`'8001/tcp'`, or `'*'`), for every instance. */
  readonly services: Readonly<Record<string, ServiceBehaviour>>;
  readonly steps: readonly ScriptStep[];
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const duration = z
  .union([z.number().min(0), z.string().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/)])
  .transform((value) => {
    if (typeof value === 'number') return value;
    const match = /^([\d.]+)(\D+)$/.exec(value);
    return Number(match?.[1]) * (UNITS[match?.[2] ?? ''] ?? 1);
  });

const stepSchema = z
  .looseObject({ at: duration.optional(), step: z.int().min(1).optional(), do: z.string() })
  .refine((entry) => (entry.at === undefined) !== (entry.step === undefined), 'needs either `at` or `step`')
  .refine((entry) => ACTIONS.has(entry.do), { error: (issue) => unknownAction(issue.input) });

function unknownAction(input: unknown): string {
  const name = String((input as { do?: unknown }).do);
  return `no action '${name}'; use one of ${[...ACTIONS.keys()].join(', ')}`;
}

const scriptSchema = z.strictObject({
  knobs: knobsSchema.optional(),
  faults: z.array(faultSchema).optional(),
  images: z.record(z.string(), imageSchema).optional(),
  services: z.record(z.string().regex(/^(\d+\/(tcp|udp)|\*)$/), serviceSchema).optional(),
  script: z.array(stepSchema).optional(),
});

/** Reads a script from YAML (or JSON, which is YAML). Throws an Error that names the file, the place and what is wrong. */
export function parseScript(text: string, name: string): Script {
  let value: unknown;
  try {
    value = parse(text) as unknown;
  } catch (error) {
    throw new Error(`${name} is not valid YAML: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const result = scriptSchema.safeParse(value ?? {});
  if (!result.success)
    throw new Error(`${name} is not a valid faults file:\n${z.prettifyError(result.error)}`);
  const { knobs, faults, images, services, script } = result.data;
  return {
    knobs: defined(knobs ?? {}),
    faults: (faults ?? []).map(toFault),
    images: Object.fromEntries(Object.entries(images ?? {}).map(([key, entry]) => [key, defined(entry)])),
    services: Object.fromEntries(Object.entries(services ?? {}).map(([key, entry]) => [key, defined(entry)])),
    steps: (script ?? []).map(({ at, step, do: action, ...input }) => ({
      ...(at === undefined ? {} : { atMs: at }),
      ...(step === undefined ? {} : { step }),
      action,
      input,
    })),
  };
}

/** Plays the steps of a script. A step that cannot be done is reported, and the others go on. */
export class ScriptPlayer {
  private requests = 0;
  private readonly bySteps = new Map<number, ScriptStep[]>();

  constructor(
    script: Script,
    private readonly target: ActionTarget,
    private readonly onError: (text: string) => void,
  ) {
    const { world } = target.stage;
    for (const step of script.steps) {
      if (step.atMs !== undefined)
        world.scheduler.schedule(world.startedAt + step.atMs, () => this.play(step));
      if (step.step === undefined) continue;
      const known = this.bySteps.get(step.step) ?? [];
      this.bySteps.set(step.step, [...known, step]);
    }
  }

  /** An API request is about to be served. */
  onRequest(): void {
    this.requests++;
    for (const step of this.bySteps.get(this.requests) ?? []) this.play(step);
  }

  private play(step: ScriptStep): void {
    try {
      ACTIONS.get(step.action)?.run(this.target, step.input);
      this.target.stage.world.note('script', {}, { action: step.action, input: step.input });
    } catch (error) {
      this.onError(`script step '${step.action}': ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
