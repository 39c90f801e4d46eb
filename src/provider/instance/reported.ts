import { createHash } from 'node:crypto';
import type { Instance } from '../../vast';
import { visibleEnv } from './secrets';

/*
 * What the platform said about the arguments of an instance right after its rental. It may spell them in its own way
 * (a resolved tag, an added variable), so that only a change against this is a change.
 */

/** The platform's own spelling of arguments, without their values. */
interface Reported {
  readonly image: string | null;
  /** Plain variables by name, as hashes. No secret ones: notes are kept in clear, and a short secret can be guessed. */
  readonly env: Readonly<Record<string, string>>;
}

/** The text that is kept with the state. */
export function reportedNote(instance: Instance): string {
  const env = Object.entries(visibleEnv(instance.env)).map(([name, value]) => [name, digest(value)] as const);
  return JSON.stringify({ image: instance.image, env: Object.fromEntries(env) } satisfies Reported);
}

/** Whether the image is no longer the one that was reported at rental. False without a note. */
export function imageChanged(note: string | undefined, instance: Instance): boolean {
  const reported = parse(note);
  return reported?.image != null && instance.image !== null && instance.image !== reported.image;
}

/** Whether a variable has another value than the one reported at rental. False for one that is not reported. */
export function variableChanged(note: string | undefined, name: string, instance: Instance): boolean {
  const before = parse(note)?.env[name];
  const now = Object.hasOwn(instance.env, name) ? instance.env[name] : undefined;
  return before !== undefined && now !== undefined && digest(now) !== before;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function parse(note: string | undefined): Reported | undefined {
  // Written by this file only; a note of another form is a bug, and then nothing counts as changed.
  return note === undefined ? undefined : (JSON.parse(note) as Reported);
}
