import { Script } from 'node:vm';

import { hasCode } from '../../market';

/** Some patterns take longer than the universe exists; a good one takes a millisecond for 64 KiB. */
const LIMIT_MS = 250;

const script = new Script('pattern.test(text)');

/** Whether the pattern is found in the text, or `timeout` when that takes longer than `limitMs` real ms. */
export function bodyMatches(pattern: RegExp, text: string, limitMs: number = LIMIT_MS): boolean | 'timeout' {
  try {
    // The only way in Node to stop a regular expression, short of ending a thread.
    return script.runInNewContext({ pattern, text }, { timeout: limitMs }) === true;
  } catch (error) {
    if (hasCode(error, 'ERR_SCRIPT_EXECUTION_TIMEOUT')) return 'timeout';
    throw error;
  }
}
