import { TOLERANCE } from '../selection';
import type { Instance } from '../vast';
import type { Snapshot } from './snapshot';

/** What one create may cost, held while it is at work and while its rental may not be listed yet. */
interface Share {
  readonly pricePerHour: number;
  /** The rental it became; null before. */
  instanceId: number | null;
}

/** A create that would cost more than the account may. All USD per hour. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';

  constructor(
    readonly limitPerHour: number,
    /** What runs already, and what other creates of this process are about to rent. */
    readonly committedPerHour: number,
    readonly sharePerHour: number,
  ) {
    super('the budget is used up');
  }
}

/** A list that is older than this may miss what another process rented. */
const LIST_AGE_MS = 5000;

/**
 * Keeps what an account pays per hour below a limit. Counts every instance of the account, ours or not, and the shares of
 * creates that are at work, so that ten at once do not all see the same free budget.
 */
export class Budget {
  private readonly shares = new Map<string, Share>();

  constructor(
    private readonly snapshot: Snapshot,
    /** USD per hour; undefined for no limit. */
    private readonly limitPerHour: number | undefined,
  ) {}

  /**
   * Reserves the price of a rental under a key of the caller's, in place of what the key held before. Throws
   * `BudgetExceeded`, what the client throws, or the signal's reason; then nothing is reserved.
   */
  async reserve(key: string, pricePerHour: number, signal: AbortSignal): Promise<void> {
    if (this.limitPerHour === undefined) return;
    const list = await this.snapshot.get({ maxAgeMs: LIST_AGE_MS, signal });
    // From here on nothing else gets a turn: the sum and the reservation belong together.
    this.shares.delete(key);
    const committed = this.committed(list.values());
    if (committed + pricePerHour > this.limitPerHour + TOLERANCE) {
      throw new BudgetExceeded(this.limitPerHour, committed, pricePerHour);
    }
    this.shares.set(key, { pricePerHour, instanceId: null });
  }

  /** The reservation became this rental: it counts until `release`, also while lists do not show it. */
  bind(key: string, instanceId: number): void {
    const share = this.shares.get(key);
    if (share) share.instanceId = instanceId;
  }

  /** Nothing was rented, or the rental is gone. */
  release(key: string): void {
    this.shares.delete(key);
  }

  /** An instance was destroyed. */
  releaseInstance(instanceId: number): void {
    for (const [key, share] of this.shares) if (share.instanceId === instanceId) this.shares.delete(key);
  }

  private committed(instances: Iterable<Instance>): number {
    const shared = new Set([...this.shares.values()].map(({ instanceId }) => instanceId));
    let sum = 0;
    for (const share of this.shares.values()) sum += share.pricePerHour;
    for (const instance of instances) if (!shared.has(instance.id)) sum += burnPerHour(instance);
    return sum;
  }
}

/** What an instance costs in its present state, USD per hour: all of it while it may run, else its disk. */
export function burnPerHour(instance: Instance): number {
  const isStopped = instance.intendedStatus === 'stopped' && instance.currentState === 'stopped';
  return (isStopped ? instance.storagePricePerHour : instance.pricePerHour) ?? instance.pricePerHour ?? 0;
}
