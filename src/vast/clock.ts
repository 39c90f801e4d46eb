/**
 * Time as the client sees it. Everything that waits or measures takes a `Clock`, so that tests can turn it by hand and
 * `VAST_TIME_SCALE` can compress it.
 */
export interface Clock {
  /** Milliseconds on a scale of its own, for differences only (a scaled clock does not show the time of day). */
  now(): number;
  /** Resolves after `ms` milliseconds of this clock; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How far a timer of this clock may be off, in its own milliseconds. */
  readonly resolutionMs: number;
}

/** Timers may fire this much early or late in real milliseconds (Node rounds them to whole milliseconds). */
const TIMER_RESOLUTION_MS = 2;

/** The longest delay a Node timer takes; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The reason of an aborted signal as an `Error`. */
export function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('The operation was aborted.');
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: sleepReal,
  resolutionMs: TIMER_RESOLUTION_MS,
};

/**
 * A clock that runs `scale` times faster than the machine's: `sleep(10_000)` at scale 100 takes a tenth of a second.
 * Two processes with the same scale agree about `now()`, which the shared pace file needs.
 */
export function scaledClock(scale: number): Clock {
  if (!Number.isFinite(scale) || scale <= 0) {
    throw new RangeError(`The time scale must be a positive number, not ${scale}.`);
  }
  if (scale === 1) return systemClock;
  return {
    now: () => Date.now() * scale,
    sleep: (ms, signal) => sleepReal(ms / scale, signal),
    resolutionMs: TIMER_RESOLUTION_MS * scale,
  };
}

/** True for `localhost`, 127.0.0.0/8 and ::1. */
export function isLoopbackUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The clock for a `VAST_TIME_SCALE`; throws RangeError unless the API is on loopback: nobody can hurry the real one. */
export function clockFor(apiUrl: string, timeScale: number | undefined): Clock {
  if (timeScale === undefined || timeScale === 1) return systemClock;
  if (!isLoopbackUrl(apiUrl)) {
    throw new RangeError(
      `A time scale of ${timeScale} is for tests and works only with an API on a loopback address, not ${new URL(apiUrl).origin}. Unset VAST_TIME_SCALE.`,
    );
  }
  return scaledClock(timeScale);
}

function sleepReal(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal));
      return;
    }
    const onAbort = (): void => {
      clearTimeout(timer);
      if (signal) reject(abortReason(signal));
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      },
      Math.min(Math.max(0, ms), LONGEST_TIMER_MS),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Waits for `promise`, or rejects with the signal's reason; the promise itself goes on unwatched. */
export function orAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(abortReason(signal));
    if (signal.aborted) {
      promise.catch(() => undefined);
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
