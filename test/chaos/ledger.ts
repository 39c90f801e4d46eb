import type { RentalView } from '../../src/simulator';
import { markOf } from './label';
import { claimOf, RESOURCES, type Shape } from './project';
import type { Sabotage } from './saboteur';
import type { HeldRental } from './state';
import { fail, type Invariant } from './violation';

/** What is rented and what the state holds, at one moment between two runs of Terraform. */
export interface Books {
  readonly rentals: readonly RentalView[];
  readonly held: readonly HeldRental[];
}

/** What a run of Terraform did to them. */
export interface Turn {
  readonly sabotage: Sabotage;
  /** Its provider was cut off, so that what it knew is lost. */
  readonly wasKilled: boolean;
  /** Everything that it printed. */
  readonly output: string;
}

/** Why a rental is outside that another create has taken over. */
export const ADOPTED_ELSEWHERE = 'another create has adopted it';

/** Rentals against states: which may stay outside, and why. Every check throws `Broken`. */
export class Ledger {
  private readonly excuses = new Map<number, string>();
  /** Settled rentals that a kill kept out of the state: excused once a create has warned of them. */
  private readonly unwritten = new Set<number>();
  /** Pending rentals of a create that was killed: excused only if no create follows. */
  private readonly interrupted = new Set<number>();

  constructor(
    private readonly shape: Shape,
    private readonly note: (key: string) => void,
  ) {}

  /** Why a rental may be outside of every state; undefined when it may not. */
  excuseOf(id: number): string | undefined {
    return this.excuses.get(id);
  }

  /** Rentals that may stay outside of the state. */
  get excused(): ReadonlyMap<number, string> {
    return this.excuses;
  }

  excuse(id: number, why: string): void {
    if (this.excuses.has(id)) return;
    this.excuses.set(id, why);
    this.note(`excuse: ${why}`);
  }

  /** After any run: is every rental marked, and accounted for? */
  account(books: Books, { sabotage, wasKilled, output }: Turn): void {
    checkDistinct(books.held);
    const now = new Set(outside(books).map(({ id }) => id));
    for (const known of [this.unwritten, this.interrupted]) {
      for (const id of known) if (!now.has(id)) known.delete(id);
    }
    for (const { id, label } of books.rentals) {
      const mark = markOf(label);
      if (mark === undefined || !RESOURCES.some(({ claim }) => claim === mark.claim)) {
        fail('marked', `instance ${id} is labelled ${JSON.stringify(label)}`);
      }
    }
    for (const { id, label } of outside(books)) {
      const mark = markOf(label);
      if (this.excuses.has(id) || mark === undefined) continue;
      if (omissions(sabotage) >= 2) this.excuse(id, 'two lists omitted it');
      else if (wasKilled)
        (mark.stage === 'settled' || mark.stage === 'changing' ? this.unwritten : this.interrupted).add(id);
      else if (isLeftToOrphans(output, id, mark.nonce))
        this.excuse(id, 'the create named it as left to orphans');
      else if (!this.unwritten.has(id) && !this.interrupted.has(id)) {
        fail('accounted', `instance ${id} (${label ?? ''}) is in no state, and nothing was said of it`);
      }
    }
    for (const id of this.unwritten) {
      if (isWarnedOf(output, id)) this.excuse(id, 'killed between settle and state write, and warned of');
    }
  }

  /** No more rentals at a time than there may be: one, the one that it replaces, and those outside that are known. */
  checkPeaks(before: Books, after: Books, peaks: ReadonlyMap<string, number>, sabotage: Sabotage): void {
    if (omissions(sabotage) >= 2) return;
    for (const { name, claim } of RESOURCES) {
      const own = before.held.filter(({ address }) => claimOf(address) === claim).length;
      const replaced = this.shape.replacement === 'create-first' ? own : 0;
      const known = [...before.rentals, ...after.rentals].filter(
        ({ id, label }) => markOf(label)?.claim === claim && this.mayStandBeside(id),
      );
      const limit = 1 + replaced + new Set(known.map(({ id }) => id)).size;
      const peak = peaks.get(claim) ?? 0;
      if (peak > limit) fail('single', `${name} had ${peak} rentals at a time, ${limit} may be`);
    }
  }

  /** Whether a create may rent although this rental of its claim exists. */
  private mayStandBeside(id: number): boolean {
    if (this.excuses.get(id) === ADOPTED_ELSEWHERE) return true;
    // Only a create that warns instead of refusing goes on beside one that is in use.
    return this.shape.replacement === 'create-first' && (this.excuses.has(id) || this.unwritten.has(id));
  }

  /** After the next apply. */
  checkExactlyOne(books: Books): void {
    const live = new Set(books.rentals.map(({ id }) => id));
    for (const { name, claim } of RESOURCES.slice(0, this.shape.instances)) {
      const own = books.held.filter(({ address }) => claimOf(address) === claim);
      const [only] = own;
      if (own.length !== 1 || only?.id == null || !live.has(only.id)) {
        fail(
          'exactlyOne',
          `the state of ${name} holds [${own.map(({ id }) => id).join(', ')}], of which not exactly one is rented`,
        );
      }
    }
    this.checkOutside(books, 'exactlyOne');
  }

  /** After a destroy: the state is empty, and nothing is rented but what is excused. */
  checkDestroyed(books: Books): void {
    if (books.held.length > 0) fail('unbilled', `destroy left ${books.held.length} in the state`);
    for (const id of this.unwritten)
      this.excuse(id, 'killed between settle and state write, and no create followed');
    for (const id of this.interrupted) this.excuse(id, 'killed in its create, and no create followed');
    this.checkOutside(books, 'unbilled');
  }

  private checkOutside(books: Books, invariant: Invariant): void {
    const unknown = outside(books).filter(({ id }) => !this.excuses.has(id));
    if (unknown.length === 0) return;
    fail(
      invariant,
      unknown.map(({ id, label }) => `instance ${id} (${label ?? ''}) is in no state`).join('; '),
    );
  }
}

/** Rentals that a state does not hold. */
export function outside({ rentals, held }: Books): readonly RentalView[] {
  // A create that lost the platform's answer knows no more than the nonce.
  const holds = (rental: HeldRental, { id, label }: RentalView): boolean =>
    rental.id === id ||
    (rental.id === null && rental.nonce !== null && rental.nonce === markOf(label)?.nonce);
  return rentals.filter((rental) => !held.some((entry) => holds(entry, rental)));
}

/** How many list pages left out a rental. */
export function omissions({ fired }: Sabotage): number {
  return fired.filter(({ kind }) => kind === 'omitted').length;
}

function checkDistinct(held: readonly HeldRental[]): void {
  for (const { name, claim } of RESOURCES) {
    const current = held.filter(({ address, deposed }) => claimOf(address) === claim && !deposed);
    if (current.length > 1) fail('distinct', `${name} has ${current.length} rentals in the state`);
  }
  const ids = held.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size !== ids.length)
    fail('distinct', `the state holds one rental twice: ${ids.join(', ')}`);
}

/** Text as it was before Terraform broke its lines. */
export function unwrapped(output: string): string {
  return output.replace(/[│╵╷\s]+/g, ' ');
}

/** Whether an error or warning says of a rental that no state holds it, and that `orphans` is where to look. */
function isLeftToOrphans(output: string, id: number, nonce: string): boolean {
  const sentences = unwrapped(output).split(/(?<=orphans")/);
  return sentences.some(
    (text) =>
      /orphans"$/.test(text) &&
      (text.includes(String(id)) || text.includes(nonce)) &&
      !/kept in the state|carries the claim/.test(text),
  );
}

/** Whether a create has refused because of a rental, or warned of it. */
function isWarnedOf(output: string, id: number): boolean {
  return new RegExp(`Instance ${id} carries the claim`).test(unwrapped(output));
}
