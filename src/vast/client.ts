import type { VastClient, VastClientOptions, VastLogEvent } from './api';
import { type Caller, createCaller, READ, senseless } from './caller';
import { clockFor } from './clock';
import { instanceCalls } from './instance-calls';
import { isRecord, toId, toNumber, toText } from './lenient';
import { LIMITS } from './limits';
import { createPacer } from './pacer';
import { DEFAULT_RETRY } from './retry';
import { sshKeyCalls } from './ssh-key-calls';
import { templateCalls } from './template-calls';
import { createTransport } from './transport';

/** A client of the Vast.ai REST API. Throws RangeError for a `timeScale` with an API that is not on loopback. */
export function createVastClient(options: VastClientOptions): VastClient {
  const clock = options.clock ?? clockFor(options.apiUrl, options.timeScale);
  const call = createCaller({
    clock,
    pacer: options.pacer ?? createPacer({ clock }),
    random: options.random ?? Math.random,
    retry: options.retry ?? DEFAULT_RETRY,
    log: harmless(options.log),
    apiKey: options.apiKey,
    transport: createTransport({
      apiUrl: options.apiUrl,
      apiKey: options.apiKey,
      userAgent: options.userAgent ?? 'cdktf-vast-gpu',
      send: options.send,
      attemptTimeoutMs: options.attemptTimeoutMs ?? 30_000,
      maxBodyBytes: options.maxBodyBytes ?? 32 * 1024 * 1024,
    }),
  });
  return { ...accountCalls(call), ...instanceCalls(call), ...sshKeyCalls(call), ...templateCalls(call) };
}

function accountCalls(call: Caller): Pick<VastClient, 'searchOffers' | 'currentUser'> {
  return {
    searchOffers(query, signal) {
      const request = { method: 'POST', path: '/api/v0/bundles/', body: query } as const;
      return call(request, { ...READ, limit: LIMITS.search, anonymous: true, signal }, (body) => {
        const offers = body['offers'];
        if (Array.isArray(offers)) return offers as readonly unknown[];
        if (isRecord(offers)) return [offers];
        throw senseless(request, 'no list of offers');
      });
    },

    currentUser(signal) {
      const request = { method: 'GET', path: '/api/v0/users/current/' } as const;
      return call(request, { ...READ, limit: LIMITS.user, signal }, (body) => ({
        id: toId(body['id']) ?? null,
        email: toText(body['email']) ?? null,
        creditUsd: toNumber(body['credit']) ?? null,
        balanceUsd: toNumber(body['balance']) ?? null,
      }));
    },
  };
}

/** A log that fails must not swallow the answer that it was told about. */
function harmless(log: VastClientOptions['log']): (event: VastLogEvent) => void {
  return (event) => {
    try {
      log?.(event);
    } catch {
      // Nobody is left to tell.
    }
  };
}
