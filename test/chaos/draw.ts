import type { Shape } from './project';
import { Dice } from './random';
import type { Schedule } from './schedule';
import { THEMES } from './themes';

/** How many schedules in a row have met every theme. */
export const ROUND = THEMES.length;

/**
 * The schedule of a seed. Themes take turns, so that any `ROUND` seeds in a row meet all of them; everything else is
 * chance. Each schedule is disturbed somewhere: Terraform's own commands cost too much for quiet ones.
 */
export function drawSchedule(seed: number): Schedule {
  const dice = new Dice(seed, 'schedule');
  const shape: Shape = {
    replacement: dice.chance(0.4) ? 'create-first' : 'destroy-first',
    backend: dice.chance(0.4) ? 'http' : 'local',
    instances: dice.chance(0.12) ? 2 : 1,
    readiness: dice.chance(0.12),
    bid: dice.chance(0.12) ? dice.pick(['wait', 'rebid', 'replace']) : null,
    budget: null,
    parallel: false,
    trace: dice.chance(0.08),
  };
  const theme = THEMES[seed % ROUND]?.(dice);
  return { seed, shape: { ...shape, ...theme?.shape }, steps: theme?.steps ?? [] };
}
