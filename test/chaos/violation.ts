/** The promises that every schedule is held to. */
export const INVARIANTS = {
  accounted: 'every rental is in the state, or is one that orphans reports',
  marked: 'every rental carries the mark of its resource',
  single: 'no second rental is made for one resource',
  distinct: 'a state never holds two rentals for one resource, but for a deposed one',
  converges: 'the next apply succeeds, or says what to do and then succeeds',
  emptyPlan: 'the plan after a successful apply is empty',
  exactlyOne:
    'after the next apply each resource has exactly one rental, and nothing else is left that is not excused',
  unbilled: 'nothing is billed after destroy',
  destroyed: 'destroy succeeds once the platform works again',
  fenced: 'a rental that another create has adopted is left alone',
  unadopted: 'what a failed create has left is never taken over',
  honest: 'what an error says of the platform is so',
  hopeless: 'a refusal that no other offer would cure ends the create',
  unqueued: 'a paying call asks to fail rather than to wait and bill',
  affordable: 'an account with a budget for one rental never has two',
  readsOnly: 'plan and refresh send nothing but reads',
  secret: 'the API key and secret variables appear in no file, log or output',
  ended: 'no process outlives its Terraform',
  wellFormed: 'the API is called as documented',
  replays: 'a schedule that is played again does the same',
  played: 'the schedule can be played to its end',
} as const;

/** The name of a promise. */
export type Invariant = keyof typeof INVARIANTS;

/** A promise that was broken. */
export interface Violation {
  readonly invariant: Invariant;
  /** What was seen. */
  readonly detail: string;
}

/** Ends a schedule: what comes after a broken promise proves nothing. */
export class Broken extends Error {
  override readonly name = 'Broken';

  constructor(readonly violation: Violation) {
    super(`${violation.invariant}: ${violation.detail}`);
  }
}

/** Ends the schedule. */
export function fail(invariant: Invariant, detail: string): never {
  throw new Broken({ invariant, detail });
}
