import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

import { CodeCache } from './code-cache';

/** So much more must a process have compiled than is kept, to be worth ten milliseconds at its end. */
const WORTH_WRITING = 1.1;

type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  folder: string,
) => void;

/**
 * Loads a bundled CommonJS module, which may require nothing but what Node has built in, with the code that V8 compiled the
 * last time (docs/decisions/0017-start-up.md). What this process compiles is kept when it ends well.
 * @param application name of the folder below the user's folder for caches.
 * @returns what the module exports.
 */
export function loadCompiled(filename: string, application: string): object {
  const bytes = readFileSync(filename);
  // The bundle is ASCII, and one byte a character is what V8 handles fastest.
  const source = bytes.toString('latin1');
  // By content, because V8 itself compares nothing but the length.
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const cache = new CodeCache({
    env: process.env,
    uid: process.getuid?.(),
    application,
    key: `${hash}-${process.version}-${process.arch}`,
  });
  const cached = cache.read();
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename,
    ...(cached === undefined ? {} : { cachedData: cached.code }),
  });
  const known = script.cachedDataRejected === false ? (cached?.worth ?? 0) : 0;
  // At the end, when what this process needed has been compiled. A later one may have needed more: a plan more than a check.
  process.once('exit', (code) => {
    if (code !== 0) return;
    // Not imported above: only here is there time to load it.
    const worth = process.getBuiltinModule('node:v8').getHeapCodeStatistics().bytecode_and_metadata_size;
    if (worth > known * WORTH_WRITING) cache.write({ code: script.createCachedData(), worth });
  });
  const module = { exports: {} };
  (script.runInThisContext() as Wrapper)(module.exports, require, module, filename, dirname(filename));
  return module.exports;
}
