import type { RequestWatch, Simulator } from '../../src/simulator';
import { type Mark, markOf } from './label';
import type { Shape } from './project';
import type { Violation } from './violation';

/** Refusals that no other offer would cure (vast-api.md 3.6). */
const HOPELESS: ReadonlySet<string> = new Set([
  'insufficient_credit',
  'spend_rate_limit',
  'invalid_args',
  'invalid_price',
]);

/** The nonce of somebody else's create. */
export const FOREIGN_NONCE = 'f0f0f0f0';

/** Looks at each request as it acts: some promises cannot be checked by what is left afterwards. */
export class Watcher {
  /** Rentals that `adopt` gave to another create. */
  readonly adopted = new Set<number>();
  readonly problems: Violation[] = [];
  private readonly peaks = new Map<string, number>();
  private readonly known = new Set<number>();
  private readonly marks = new Map<number, Mark>();
  private made: number[] = [];
  private hopeless: string | undefined;
  private simulator: Simulator | undefined;

  readonly acted: NonNullable<RequestWatch['acted']> = ({ endpoint, body }, { fault }) => {
    // A refusal that was planned is an answer like any other.
    if (endpoint === 'create') this.created(body, fault !== null && fault.kind !== 'error');
    this.compareLabels();
    this.checkBudget();
    return undefined;
  };

  constructor(private readonly shape: Pick<Shape, 'budget'>) {}

  attach(simulator: Simulator): void {
    this.simulator = simulator;
  }

  /** A run of Terraform begins. */
  begin(): void {
    this.made = [];
    this.hopeless = undefined;
  }

  /** Rentals made since `begin`. */
  get madeNow(): readonly number[] {
    return this.made;
  }

  /** Most rentals at a time by claim, looked at after each paying call since this was last asked. */
  takePeaks(): ReadonlyMap<string, number> {
    const peaks = new Map(this.peaks);
    this.peaks.clear();
    return peaks;
  }

  /** Somebody else's create, of the same claim, adopts a rental and settles it. */
  adopt(id: number): boolean {
    const rental = this.simulator?.world.rental(id);
    const mark = markOf(rental?.label ?? null);
    if (this.simulator === undefined || mark === undefined) return false;
    this.simulator.control.labelFromOutside(id, `chaos vg-${mark.claim}-${FOREIGN_NONCE}`);
    this.adopted.add(id);
    return true;
  }

  /** A failed rental may be settled by whoever holds it, or destroyed; nobody may take it over. */
  private compareLabels(): void {
    for (const { id, label } of this.simulator?.world.rentals() ?? []) {
      const mark = markOf(label);
      const before = this.marks.get(id);
      if (before?.stage === 'failed' && mark?.stage === 'pending' && mark.nonce !== before.nonce) {
        this.problems.push({
          invariant: 'unadopted',
          detail: `instance ${id} was failed, and is ${label ?? ''} now`,
        });
      }
      if (mark !== undefined) this.marks.set(id, mark);
    }
  }

  private checkBudget(): void {
    const count = this.simulator?.world.rentals().length ?? 0;
    if (this.shape.budget === null || count <= 1) return;
    this.problems.push({
      invariant: 'affordable',
      detail: `${count} rentals, and a budget of ${this.shape.budget} USD per hour`,
    });
  }

  private created(body: unknown, isSpoiled: boolean): void {
    const { simulator } = this;
    if (simulator === undefined) return;
    if ((body as { readonly cancel_unavail?: unknown }).cancel_unavail !== true) {
      this.problems.push({ invariant: 'unqueued', detail: 'cancel_unavail is not true' });
    }
    if (this.hopeless !== undefined) {
      this.problems.push({ invariant: 'hopeless', detail: `another paying call after ${this.hopeless}` });
    }
    const code = simulator.journal.requests('create').at(-1)?.error ?? '';
    if (!isSpoiled && HOPELESS.has(code)) this.hopeless = code;
    const now = new Map<string, number>();
    for (const { id, label } of simulator.world.rentals()) {
      const claim = markOf(label)?.claim ?? '';
      now.set(claim, (now.get(claim) ?? 0) + 1);
      if (!this.known.has(id)) this.made.push(id);
      this.known.add(id);
    }
    for (const [claim, count] of now) this.peaks.set(claim, Math.max(count, this.peaks.get(claim) ?? 0));
  }
}
