import type { Clock } from '../../vast';
import { type Answer, attempt, type AttemptEffects } from './attempt';
import type { Target } from './targets';

/** How a service stands at the moment. */
export interface Standing {
  readonly target: Target;
  /** Checks made. */
  readonly checks: number;
  /** Good ones in a row, up to now. */
  readonly streak: number;
  /** Undefined before the first check has ended. */
  readonly lastAnswer: Answer | undefined;
  /** Milliseconds from the beginning of the wait until it was ready; undefined while it is not. */
  readonly readyAfterMs: number | undefined;
}

/** How a service stands before the first check has ended. */
export function notChecked(target: Target): Standing {
  return { target, checks: 0, streak: 0, lastAnswer: undefined, readyAfterMs: undefined };
}

export interface WaitEffects extends AttemptEffects {
  readonly clock: Clock;
}

/**
 * Checks every service at its own pace until all are ready at the same time. One that was ready and fails while others
 * are waited for has to become ready again. `progress` is told after each check how that service stands; the result is
 * how all stood at the end. Throws the signal's reason.
 */
export async function waitForServices(
  effects: WaitEffects,
  targets: readonly Target[],
  signal: AbortSignal,
  progress: (standing: Standing) => void,
): Promise<readonly Standing[]> {
  const { clock } = effects;
  const started = clock.now();
  const standings: Standing[] = targets.map(notChecked);
  const over = new AbortController();
  const isOver = (): boolean => over.signal.aborted;

  const watch = async (index: number, before: Standing): Promise<void> => {
    // One for each: Node warns about more than ten listeners on one signal.
    const running = AbortSignal.any([signal, over.signal]);
    let standing = before;
    for (;;) {
      const answer = await attempt(effects, standing.target, running);
      if (isOver()) return;
      standing = after(standing, answer, clock.now() - started);
      standings[index] = standing;
      progress(standing);
      if (standings.every(({ readyAfterMs }) => readyAfterMs !== undefined)) {
        over.abort(new Error('all services are ready'));
        return;
      }
      await clock.sleep(standing.target.service.pace.intervalMs, running);
    }
  };
  try {
    await Promise.all(
      [...standings.entries()].map(([index, standing]) =>
        watch(index, standing).catch((error: unknown) => {
          // Those that were ready and looked again when the last one became ready.
          if (!isOver() || signal.aborted) throw error;
        }),
      ),
    );
    return standings;
  } finally {
    over.abort(new Error('the wait is over'));
  }
}

function after(standing: Standing, answer: Answer, elapsedMs: number): Standing {
  const { target, checks } = standing;
  const streak = answer.good ? standing.streak + 1 : 0;
  const isReady = streak >= target.service.healthyThreshold;
  return {
    target,
    checks: checks + 1,
    streak,
    lastAnswer: answer,
    readyAfterMs: isReady ? (standing.readyAfterMs ?? elapsedMs) : undefined,
  };
}
