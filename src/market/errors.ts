/** Base of everything that the lookup itself refuses to do. */
export class MarketError extends Error {
  override readonly name: string = 'MarketError';
}

/** `offers.lock.json` cannot be read as what it should be. The message starts with `file:line:column`. */
export class LockFileError extends MarketError {
  override readonly name = 'LockFileError';
}

/** Another process holds the lock file for longer than one lookup can take. */
export class LockBusyError extends MarketError {
  override readonly name = 'LockBusyError';
}

/** One construct for which the market has nothing. */
export interface UnmatchedRequest {
  /** Construct path. */
  readonly path: string;
  /** Counts per reason and what would help: `explainNothing` of the selection room. */
  readonly explanation: string;
}

/** The market was asked and no offer fits. Nothing is written; the next run asks again. */
export class NoOfferError extends MarketError {
  override readonly name = 'NoOfferError';
  constructor(readonly unmatched: readonly UnmatchedRequest[]) {
    super(
      unmatched
        .map(({ path, explanation }) => `no offer matches the requirements of '${path}':\n${explanation}`)
        .join('\n\n'),
    );
  }
}

/** The market could not be asked; the cause (network, key, rate limit) is in the message and in `cause`. */
export class LookupFailedError extends MarketError {
  override readonly name = 'LookupFailedError';
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `looking up an offer for '${path}' failed, and nothing was written: ${reason}${adviceFor(cause, '; with a committed lock, VAST_LOOKUP=off needs no network')}`,
      {
        cause,
      },
    );
  }
}

/**
 * What to do about an error of the API, as a sentence behind its message; empty for any other error.
 * @param whenOffline what else helps when the API cannot be reached
 */
export function adviceFor(cause: unknown, whenOffline = ''): string {
  const found = ADVICE.find(([name]) => cause instanceof Error && cause.name === name);
  if (found === undefined) return '';
  const [name, advice] = found;
  return ` What to do: ${advice}${name === 'TransientError' ? whenOffline : ''}.`;
}

// By name: to import the client's classes would load it, which a run that finds everything locked does not need.
const ADVICE: readonly (readonly [errorName: string, advice: string])[] = [
  ['AuthError', 'check VAST_API_KEY in the environment or in config.env'],
  ['RateLimitError', 'the marketplace answers about ten searches a minute: try again in a minute'],
  ['TransientError', 'check the network and VAST_API_URL'],
];
