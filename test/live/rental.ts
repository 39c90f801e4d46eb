import { parseLabel } from '../../src/provider/label';
import type { Instance } from '../../src/vast';
import { LiveFailure } from './failure';
import type { LiveTools } from './world';

/** For so long after renting may the platform deny an instance that exists (vast-api.md 3.7). */
export const LAG_MS = 60_000;
/** Between two looks. */
export const POLL_MS = 5_000;
/** Longest time that giving back may take. */
const GIVE_BACK_MS = 10 * 60_000;

type Effects = Pick<LiveTools, 'vast' | 'clock' | 'say'>;

/** All rentals with a claim, from two lists three seconds apart. */
export async function rentalsOf(
  claim: string,
  { vast, clock }: Pick<LiveTools, 'vast' | 'clock'>,
): Promise<readonly Instance[]> {
  const found = new Map<number, Instance>();
  for (const wait of [0, 3_000]) {
    if (wait > 0) await clock.sleep(wait);
    for (const instance of await vast.listInstances()) {
      if (parseLabel(instance.label)?.claim === claim) found.set(instance.id, instance);
    }
  }
  return [...found.values()];
}

/**
 * Gives back everything that carries a claim, and what is named besides, whether its id became known to a create or not.
 * @param known ids that a create named
 * @param rentedAt time of the clock before the first create
 * @throws LiveFailure when something may be left
 */
export async function giveAllBack(
  claim: string,
  known: ReadonlySet<number>,
  rentedAt: number,
  effects: Effects,
): Promise<void> {
  // First what is known: a platform that cannot list must not keep us from that.
  for (const id of known) await giveBack(id, rentedAt, effects);
  await persistently(
    effects,
    async () => {
      for (const { id } of await rentalsOf(claim, effects)) await giveBack(id, rentedAt, effects);
      return true;
    },
    `RENTALS WITH THE CLAIM ${claim} MAY EXIST: look with 'npx vast-gpu orphans', and destroy them`,
  );
}

/** Destroys an instance and returns once neither its own read nor a list knows it. */
async function giveBack(id: number, rentedAt: number, effects: Effects): Promise<void> {
  const { vast, clock, say } = effects;
  say(`destroying instance ${id} ...`);
  await persistently(
    effects,
    async () => {
      const accepted = (await vast.destroyInstance(id)) === 'destroyed';
      // A denial is worth nothing while the platform may not know the instance yet.
      const credible = accepted || clock.now() - rentedAt >= LAG_MS;
      return (await isGone(id, vast)) && credible;
    },
    `INSTANCE ${id} MAY STILL RUN AND COST MONEY: destroy it in the platform's console, or with 'vastai destroy instance ${id}'`,
  );
  say(`instance ${id} is gone: neither its own read nor the list knows it`);
}

/** Tries until it is done. No interruption reaches this: it goes on through every error until its own time is over. */
async function persistently(
  { clock, say }: Pick<LiveTools, 'clock' | 'say'>,
  done: () => Promise<boolean>,
  otherwise: string,
): Promise<void> {
  const started = clock.now();
  const told = new Set<string>();
  while (clock.now() - started < GIVE_BACK_MS) {
    try {
      if (await done()) return;
    } catch (error) {
      if (error instanceof LiveFailure) throw error;
      const text = error instanceof Error ? error.message : String(error);
      if (!told.has(text)) say(`  ${text}; trying again`);
      told.add(text);
    }
    await clock.sleep(POLL_MS);
  }
  throw new LiveFailure(otherwise);
}

async function isGone(id: number, vast: LiveTools['vast']): Promise<boolean> {
  if ((await vast.readInstance(id)) !== null) return false;
  return !(await vast.listInstances()).some((instance) => instance.id === id);
}
