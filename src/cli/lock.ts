import { Command, Option } from 'commander';

import { createCachedSearch, NoOfferError, settleLockFile } from '../market';
import { formatPrice, printable } from '../selection';
import { marketEffects, realEffects, type CliEffects } from './effects';
import { age, count } from './format';
import { CliFailure, type CliIo } from './io';
import { LOCK_OPTION, openLock, type OpenedLock } from './lock-file';
import { preferencesOf, statusOf, type EntryStatus } from './lock-status';
import { settingsOf } from './settings';
import { styleFor, type Style } from './style';
import { renderTable } from './table';

interface Options {
  readonly refresh?: boolean;
  readonly check?: boolean;
  readonly lock: string;
}

const HELP = `
Without an option: lists the entries with their age, whether their offer was rented, the hash of their
requirements, and their state: rented (kept, however old), fresh, stale (older than ten minutes and never
rented), edited (the requirements do not match their hash), unreadable.

--check    lists, and fails when an entry is stale, edited or unreadable, or the file is missing.
--refresh  looks every entry that was not rented up again, from the requirements and preferences stored
           with it, without running the app. Entries of constructs that do not exist yet, or whose
           requirements changed in the code, are settled by 'cdktf synth'.

Exit codes: 0, 1 for an error or a failed check, 3 when --refresh finds nothing for an entry (the file then
stays as it was).`;

function listing(statuses: readonly EntryStatus[], now: Date, style: Style): string {
  const colour = (state: EntryStatus['state']): string =>
    state === 'rented' || state === 'fresh' ? style.good(state) : style.bad(state);
  return renderTable(
    [
      { title: 'construct' },
      { title: 'state' },
      { title: 'offer', align: 'right' },
      { title: 'machine', align: 'right' },
      { title: '$/hr', align: 'right' },
      { title: 'region' },
      { title: 'age', align: 'right' },
      { title: 'requirements' },
    ],
    statuses.map(({ path, entry, state }) => [
      printable(path),
      colour(state),
      String(entry.offer.id),
      String(entry.offer.machineId),
      formatPrice(entry.offer.pricePerHour).slice(1),
      printable(entry.candidates.find(({ offerId }) => offerId === entry.offer.id)?.region ?? ''),
      age(entry.resolvedAt, now),
      entry.queryHash,
    ]),
    style.bold,
  );
}

function print(io: CliIo, { name }: OpenedLock, statuses: readonly EntryStatus[], now: Date): void {
  const title = `${name}: ${count(statuses.length, 'entry', 'entries')}`;
  const table = statuses.length === 0 ? '' : `\n\n${listing(statuses, now, styleFor(io))}`;
  io.stdout.write(`${title}${table}\n`);
}

function check(statuses: readonly EntryStatus[]): void {
  const problems = statuses.flatMap(({ problem }) =>
    problem === undefined ? [] : [printable(problem, 400)],
  );
  if (problems.length === 0) return;
  const list = problems.map((problem) => `\n  - ${problem}`).join('');
  throw new CliFailure(
    `the lock needs attention:${list}\nrun 'vast-gpu lock --refresh', or 'cdktf synth', and commit the file`,
  );
}

async function refresh(io: CliIo, effects: CliEffects, opened: OpenedLock): Promise<void> {
  const waiting = statusOf(opened.lock, effects.now()).filter(({ entry }) => !entry.bound);
  const broken = waiting.find(({ state }) => state === 'unreadable');
  if (broken !== undefined) throw new CliFailure(broken.problem ?? '');
  if (waiting.length === 0) {
    io.stdout.write(`${opened.name}: nothing to look up, every entry was rented\n`);
    return;
  }
  const settings = settingsOf(io, effects.now);
  const requests = waiting.map(({ path, entry }) => ({
    path,
    requirements: entry.query,
    preferences: preferencesOf(entry.record),
  }));
  const search = createCachedSearch(marketEffects(settings, effects, io.signal));
  try {
    await settleLockFile(opened.file, requests, { mode: 'refresh' }, { search, now: effects.now });
  } catch (error) {
    if (error instanceof NoOfferError)
      throw new CliFailure(`${error.message}\n${opened.name} stays as it was.`, 3);
    throw error;
  }
}

/** `vast-gpu lock`: what the lock file holds and whether it can still be relied on. */
export function lockCommand(io: CliIo, effects: CliEffects = realEffects): Command {
  return new Command('lock')
    .description('list the lock file, check it, or look its candidates up again')
    .addOption(new Option('--refresh', 'look the entries that were not rented up again').conflicts('check'))
    .option('--check', 'fail when an entry is stale, edited or unreadable')
    .option(...LOCK_OPTION)
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const before = openLock(io, options.lock);
      if (options.refresh === true) await refresh(io, effects, before);
      const opened = options.refresh === true ? openLock(io, options.lock) : before;
      const statuses = statusOf(opened.lock, effects.now());
      print(io, opened, statuses, effects.now());
      if (options.check === true) check(statuses);
    });
}
