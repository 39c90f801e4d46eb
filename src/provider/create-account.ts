import { randomBytes } from 'node:crypto';
import { createCachedSearch, createConnector, createHttpProbe } from '../market';
import type { Logger } from '../tfplugin';
import { clockFor, createPacer, createVastClient, paceFile } from '../vast';
import type { Account } from './account';
import { Budget } from './budget';
import { ClaimBook } from './claims';
import { Credit } from './credit';
import { dialTimeoutMs } from './dial-timeout';
import { marketSearch } from './market-search';
import { PriceCheck } from './price-check';
import { Snapshot } from './snapshot';

/** How to reach the platform. */
export interface AccountSettings {
  readonly apiKey: string;
  readonly apiUrl: string;
  /** Divides intervals and waits; 1 but for tests. */
  readonly timeScale: number;
  /** `http://host:port` of an HTTP CONNECT proxy. */
  readonly connectProxy?: string;
  /** Most that the account may pay for everything, USD per hour; default no limit. */
  readonly maxTotalPricePerHour?: number;
  /** Where processes share the times of their calls; default the system's temporary folder. */
  readonly paceFolder?: string;
}

/** Time for one connection attempt to a rental, ms. */
const DIAL_TIMEOUT_MS = 10_000;
/** Time for one request to the API, ms; a time scale shortens it only so far that a busy machine does not fail it. */
const ATTEMPT_TIMEOUT_MS = 30_000;
const LEAST_ATTEMPT_TIMEOUT_MS = 3000;

/** The account for real: network, clock, and the pace shared with other processes. */
export function createAccount(settings: AccountSettings, log: Logger): Account {
  const { apiKey, apiUrl, timeScale, connectProxy, paceFolder, maxTotalPricePerHour } = settings;
  const clock = clockFor(apiUrl, timeScale);
  const today = (): Date => new Date();
  const vast = createVastClient({
    apiKey,
    apiUrl,
    clock,
    attemptTimeoutMs: Math.max(LEAST_ATTEMPT_TIMEOUT_MS, ATTEMPT_TIMEOUT_MS / timeScale),
    pacer: createPacer({
      clock,
      store: paceFile({
        apiUrl,
        apiKey,
        timeScale,
        ...(paceFolder === undefined ? {} : { folder: paceFolder }),
      }),
    }),
    log: ({ message, ...fields }) => log.debug(`vast ${message}`, fields),
  });
  const snapshot = new Snapshot(vast, clock);
  const proxy = connectProxy === undefined ? undefined : new URL(connectProxy);
  return {
    vast,
    clock,
    snapshot,
    connector: createConnector({ proxy, timeoutMs: dialTimeoutMs(DIAL_TIMEOUT_MS, timeScale) }),
    httpProbe: createHttpProbe({ proxy }),
    claims: new ClaimBook(snapshot, clock),
    budget: new Budget(snapshot, maxTotalPricePerHour),
    credit: new Credit(vast, snapshot),
    priceCheck: new PriceCheck(vast, clock, today),
    searchMarket: marketSearch(vast, today),
    lookUpOffers: createCachedSearch({ client: vast, now: today }),
    reservedOffers: new Set(),
    randomHex: (digits) =>
      randomBytes(Math.ceil(digits / 2))
        .toString('hex')
        .slice(0, digits),
    today,
    timeScale,
  };
}
