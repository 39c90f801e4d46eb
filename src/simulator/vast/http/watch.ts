import type { ServerResponse } from 'node:http';
import type { FaultSpec } from './faults';

/** An API request on its way, as a watcher sees it. */
export interface WatchedRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  /** Path and query, an `api_key` in it masked. */
  readonly path: string;
  /** Endpoint name as in the journal, `null` for an unknown route. */
  readonly endpoint: string | null;
  readonly instanceId: number | null;
  /** JSON body, secrets masked. */
  readonly body: unknown;
  /** Aborts when the caller hangs up before its answer is out. */
  readonly gone: AbortSignal;
}

/** What a request came to, before its answer is sent. */
export interface ActedRequest {
  /** Status that will be sent; 0 when a fault cuts the connection or stays silent. */
  readonly status: number;
  readonly fault: FaultSpec | null;
}

/**
 * Stands between the callers and the world: sees every API request (not dials, not the control interface) at three moments.
 * A promise holds the request until it resolves; `'cut'` ends its connection without an answer. A request that was held
 * acts on the world as it is by then.
 */
export interface RequestWatch {
  /** It has arrived and has not acted. `'cut'`: it never acts. */
  readonly before?: (request: WatchedRequest) => Promise<'cut' | undefined> | undefined;
  /** It has acted and is in the journal. `'cut'`: its answer is lost. */
  readonly acted?: (request: WatchedRequest, acted: ActedRequest) => Promise<'cut' | undefined> | undefined;
  /** Its answer (or what a fault made of it) is on the wire. */
  readonly answered?: (request: WatchedRequest) => void;
}

/** Aborts when the connection of an answer closes before the answer is complete. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
