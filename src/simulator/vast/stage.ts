import type { FaultDesk } from './http/faults';
import type { RateLimiter } from './http/rate-limit';
import type { ResultStore } from './http/results';
import type { World } from './world/world';

/** What plays in a simulator at the moment. A reset puts fresh parts into the same object, so nobody keeps old ones. */
export interface Stage {
  world: World;
  faults: FaultDesk;
  limiter: RateLimiter;
  results: ResultStore;
  /** Plays the script, if there is one. */
  player: { onRequest(): void } | null;
}
