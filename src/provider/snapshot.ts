import { type Clock, type Instance, orAborted, type VastClient } from '../vast';

/** The account's instances by id, as one list showed them. */
export type Instances = ReadonlyMap<number, Instance>;

/** One list under way or done. */
class Walk {
  done = false;
  readonly instances: Promise<Instances>;
  private readonly seen = new Map<number, Instance>();
  private readonly waiting = new Map<number, (instance: Instance) => void>();

  constructor(
    client: Pick<VastClient, 'listInstances'>,
    readonly generation: number,
    /** The age counts from the start: the list may show what was before. */
    readonly startedMs: number,
  ) {
    this.instances = client
      .listInstances(undefined, undefined, (page) => page.forEach((instance) => this.saw(instance)))
      .then((list) => new Map(list.map((instance) => [instance.id, instance] as const)));
  }

  /** Resolves as soon as a page holds the instance; with undefined once none of them does. */
  find(id: number): Promise<Instance | undefined> {
    const seen = this.seen.get(id);
    if (seen !== undefined) return Promise.resolve(seen);
    const sighting = new Promise<Instance>((resolve) => {
      const others = this.waiting.get(id);
      this.waiting.set(id, (instance) => {
        others?.(instance);
        resolve(instance);
      });
    });
    return Promise.race([sighting, this.instances.then((list) => list.get(id))]);
  }

  private saw(instance: Instance): void {
    this.seen.set(instance.id, instance);
    this.waiting.get(instance.id)?.(instance);
    this.waiting.delete(instance.id);
  }
}

/** How old a list may be, and who waits for it. */
interface LookOptions {
  /** Default a minute. */
  readonly maxAgeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One list of the account for everybody who asks (design.md D5): a hundred refreshes, or ten creates that wait, take a
 * few calls. Absence from it proves nothing: only an empty single read as well makes an instance gone.
 */
export class Snapshot {
  private current: Walk | undefined;
  private following: Promise<Walk> | undefined;
  private generation = 0;

  constructor(
    private readonly client: Pick<VastClient, 'listInstances'>,
    private readonly clock: Clock,
  ) {}

  /**
   * The list, at most `maxAgeMs` old (default a minute), from a walk that began after the last `invalidate`.
   * Concurrent callers share one walk. A failed walk is not kept; its error goes to those who waited for it.
   */
  async get(options: LookOptions = {}): Promise<Instances> {
    return orAborted(
      this.walk(options.maxAgeMs).then(({ instances }) => instances),
      options.signal,
    );
  }

  /**
   * One instance of such a list, without waiting for the pages behind the one that holds it: their interval is the longest
   * part of a refresh. Undefined when no page does.
   */
  async find(id: number, options: LookOptions = {}): Promise<Instance | undefined> {
    return orAborted(
      this.walk(options.maxAgeMs).then((walk) => walk.find(id)),
      options.signal,
    );
  }

  /** To be called after each own write: what was listed before no longer counts. */
  invalidate(): void {
    this.generation += 1;
  }

  private async walk(maxAgeMs = 60_000): Promise<Walk> {
    const { current } = this;
    if (current === undefined) return this.start();
    const counts = current.generation === this.generation;
    if (current.done) {
      return counts && this.clock.now() - current.startedMs <= maxAgeMs ? current : this.start();
    }
    if (counts) return current;
    // The walk under way began too early: one more after it serves everybody who comes until then.
    this.following ??= current.instances
      .catch(() => undefined)
      .then(() => {
        this.following = undefined;
        return this.start();
      });
    return this.following;
  }

  private start(): Walk {
    const walk = new Walk(this.client, this.generation, this.clock.now());
    this.current = walk;
    walk.instances.then(
      () => {
        walk.done = true;
      },
      () => {
        if (this.current === walk) this.current = undefined;
      },
    );
    return walk;
  }
}
