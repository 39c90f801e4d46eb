import { API_KEY, type Lab, SECRET, type TerraformRun } from './lab';
import { markOf } from './label';
import { type Books, outside } from './ledger';
import { reportedOrphans } from './orphans';
import { fail } from './violation';
import { FOREIGN_NONCE } from './watcher';

const SECRETS: readonly (readonly [string, string])[] = [
  ['the API key', API_KEY],
  ['the secret of the container', SECRET],
];

/** What holds for every run of Terraform. */
export function checkRun(lab: Lab, run: TerraformRun): void {
  if (run.leftBehind.length > 0)
    fail('ended', `${run.command}: processes ${run.leftBehind.join(', ')} live on`);
  for (const [name, text] of SECRETS) {
    if (run.output.includes(text)) fail('secret', `terraform ${run.command} printed ${name}`);
  }
  const [problem] = lab.watcher.problems;
  if (problem !== undefined) fail(problem.invariant, problem.detail);
}

/** What holds for the state after every run, wherever its backend keeps it. */
export function checkState(text: string | undefined): void {
  for (const [name, secret] of SECRETS)
    if (text?.includes(secret) === true) fail('secret', `${name} is in the state`);
}

/** What holds for every file of a schedule, logs among them. */
export async function checkFiles(lab: Lab): Promise<void> {
  for (const [name, secret] of SECRETS) {
    const leaks = await lab.filesWith(secret);
    if (leaks.length > 0) fail('secret', `${name} is in ${leaks.join(', ')}`);
  }
}

/** What no state knows is exactly what `vast-gpu orphans` reports. */
export async function checkOrphans(lab: Lab, books: Books): Promise<void> {
  const reported = await reportedOrphans(lab, await lab.stateText());
  const expected = outside(books).map(({ id }) => id);
  if (reported.join() === expected.join()) return;
  fail('accounted', `orphans reports [${reported.join(', ')}], and in no state are [${expected.join(', ')}]`);
}

/** A rental that another create has adopted and settled is as that create left it. */
export function checkFence(id: number, { rentals }: Books): void {
  const rental = rentals.find((entry) => entry.id === id);
  if (rental === undefined)
    fail('fenced', `instance ${id} was destroyed after another create had adopted it`);
  const { label } = rental;
  if (markOf(label)?.nonce !== FOREIGN_NONCE)
    fail('fenced', `the label of instance ${id} was overwritten: ${label ?? ''}`);
}

/**
 * What an error says of the platform is so.
 * @param said the output, without Terraform's line breaks
 * @param made rentals that this run made
 */
export function checkHonesty(said: string, { rentals, held }: Books, made: readonly number[]): void {
  const list = (found: Books['rentals']): string => found.map(({ id }) => id).join(', ');
  const left = rentals.filter(
    ({ id }) => made.includes(id) && held.some((entry) => entry.id === id && entry.tainted),
  );
  if (/Nothing of it is left on the platform/.test(said) && left.length > 0) {
    fail('honest', `it says that nothing is left, and instance ${list(left)} is`);
  }
  const queued = rentals.filter(
    ({ currentState, intendedStatus }) => currentState === 'stopped' && intendedStatus === 'running',
  );
  if (/The queued start was cancelled/.test(said) && queued.length > 0) {
    fail('honest', `it says that the start was cancelled, and instance ${list(queued)} is queued`);
  }
}
