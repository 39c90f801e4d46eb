import path from 'node:path';

import type { App } from 'cdktf';

import type { Settings } from '../config';
import { LOCK_FILE_NAME, createCachedSearch, settleLockFile } from '../market';
import type { CachedSearch, Settlement } from '../market';
import { LOG_PREFIX } from '../selection';
import { claimOf } from './claim';
import type { SynthEffects } from './effects';
import { OfferBook } from './offer-book';
import { readProjectId } from './project-file';
import { folderOf, relativeFrom } from './stack-folder';

/**
 * Asks and answers for the whole tree, by the lock and the market, and enters the answers into its book.
 * @throws SynthError and the errors of src/market
 */
export async function settleTree(app: App, settings: Settings, effects: SynthEffects): Promise<Settlement> {
  const book = OfferBook.of(app);
  const projectId = readProjectId(effects.cwd);
  const { environment, sourceFile } = settings;
  const requests = book._open(settings, {
    claimOf: (construct) =>
      projectId === undefined ? undefined : claimOf({ projectId, environment, path: construct }),
    configFileOf: (stack) =>
      sourceFile === undefined ? undefined : relativeFrom(folderOf(app, stack, effects.cwd), sourceFile),
  });
  if (projectId === undefined && requests.length > 0) {
    effects.print(
      `${LOG_PREFIX} Warning: cdktf.json has no "projectId", so an interrupted apply cannot find its rental again; ` +
        'add one (any UUID)',
    );
  }
  let search: CachedSearch | undefined;
  const settlement = await settleLockFile(
    path.join(effects.cwd, LOCK_FILE_NAME),
    requests,
    { mode: settings.lookup },
    {
      now: effects.now,
      // Opened by the first question: a run that finds everything locked needs no market.
      search: (question) => {
        search ??= createCachedSearch({ ...effects.openMarket(settings), now: effects.now });
        return search(question);
      },
    },
  );
  for (const settled of settlement.requests) {
    if (settled.kind === 'open') continue;
    book._settle(settled.path, settled.entry, settled.kind === 'locked' && settled.stale);
  }
  return settlement;
}
