import { type Clock, type Instance, orAborted, type VastClient } from '../vast';

/** The account's instances by id, as one list showed them. */
export type Instances = ReadonlyMap<number, Instance>;

interface Walk {
  readonly generation: number;
  readonly startedMs: number;
  readonly instances: Promise<Instances>;
  done: boolean;
}

/**
 * One list of the account for everybody who asks (design.md D5): a hundred refreshes, or ten creates that wait, take a
 * few calls. Absence from it proves nothing: only an empty single read as well makes an instance gone.
 */
export class Snapshot {
  private current: Walk | undefined;
  private following: Promise<Instances> | undefined;
  private generation = 0;

  constructor(
    private readonly client: Pick<VastClient, 'listInstances'>,
    private readonly clock: Clock,
  ) {}

  /**
   * The list, at most `maxAgeMs` old (default a minute), from a walk that began after the last `invalidate`.
   * Concurrent callers share one walk. A failed walk is not kept; its error goes to those who waited for it.
   */
  get(options: { readonly maxAgeMs?: number; readonly signal?: AbortSignal } = {}): Promise<Instances> {
    return orAborted(this.walk(options.maxAgeMs ?? 60_000), options.signal);
  }

  /** To be called after each own write: what was listed before no longer counts. */
  invalidate(): void {
    this.generation += 1;
  }

  private walk(maxAgeMs: number): Promise<Instances> {
    const { current } = this;
    if (current === undefined) return this.start();
    const counts = current.generation === this.generation;
    if (current.done) {
      return counts && this.clock.now() - current.startedMs <= maxAgeMs ? current.instances : this.start();
    }
    if (counts) return current.instances;
    // The walk under way began too early: one more after it serves everybody who comes until then.
    this.following ??= current.instances
      .catch(() => undefined)
      .then(() => {
        this.following = undefined;
        return this.start();
      });
    return this.following;
  }

  private start(): Promise<Instances> {
    const walk: Walk = {
      generation: this.generation,
      // The age counts from the start: the walk may show what was before.
      startedMs: this.clock.now(),
      instances: this.client
        .listInstances()
        .then((list) => new Map(list.map((instance) => [instance.id, instance] as const))),
      done: false,
    };
    this.current = walk;
    walk.instances.then(
      () => {
        walk.done = true;
      },
      () => {
        if (this.current === walk) this.current = undefined;
      },
    );
    return walk.instances;
  }
}
