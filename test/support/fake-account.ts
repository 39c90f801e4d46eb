import type { Account } from '../../src/provider/account';
import { Budget } from '../../src/provider/budget';
import { ClaimBook } from '../../src/provider/claims';
import { Credit } from '../../src/provider/credit';
import {
  type Connector,
  createCachedSearch,
  type Dial,
  type HttpAnswer,
  type HttpProbe,
  type HttpQuestion,
} from '../../src/market';
import { marketSearch } from '../../src/provider/market-search';
import { PriceCheck } from '../../src/provider/price-check';
import { Snapshot } from '../../src/provider/snapshot';
import { FakeVast } from './fake-vast';
import { VirtualClock } from './virtual-clock';

/** Everything of an account that tests look at or turn. */
export interface FakeWorld {
  readonly clock: VirtualClock;
  readonly vast: FakeVast;
  readonly account: Account;
  /** What dialling gives, by address or `address:port`; default open after 12.3 ms. */
  readonly dials: Map<string, Dial | (() => Dial)>;
  /** What a request gives, by `address:port`; default what dialling gives, then status 200 without a body. */
  readonly answers: Map<string, HttpAnswer | (() => HttpAnswer)>;
  /** Every request made. */
  readonly asked: HttpQuestion[];
  /** Every address dialled. */
  readonly dialled: string[];
}

const START = Date.UTC(2026, 9, 1);

/** An account over a platform in memory, on a clock that jumps. Its hex digits are counted up. */
export function fakeWorld(options: { readonly maxTotalPricePerHour?: number } = {}): FakeWorld {
  const clock = new VirtualClock(START);
  const vast = new FakeVast(clock);
  const today = (): Date => new Date(clock.now());
  const snapshot = new Snapshot(vast, clock);
  const dials = new Map<string, Dial | (() => Dial)>();
  const dialled: string[] = [];
  const connector: Connector = async (host, port, signal) => {
    await clock.sleep(1, signal);
    dialled.push(`${host}:${port}`);
    const answer = dials.get(`${host}:${port}`) ?? dials.get(host) ?? { kind: 'open', latencyMs: 12.3 };
    return typeof answer === 'function' ? answer() : answer;
  };
  const answers = new Map<string, HttpAnswer | (() => HttpAnswer)>();
  const asked: HttpQuestion[] = [];
  const httpProbe: HttpProbe = async (question, signal) => {
    asked.push(question);
    const answer = answers.get(`${question.host}:${question.port}`);
    const dial = await connector(question.host, question.port, signal);
    if (dial.kind !== 'open') return { kind: 'failed', detail: dial.detail };
    if (answer !== undefined) return typeof answer === 'function' ? answer() : answer;
    return { kind: 'answered', status: 200, reason: 'OK', body: '', latencyMs: dial.latencyMs };
  };
  let drawn = 0;
  const account: Account = {
    vast,
    clock,
    snapshot,
    connector,
    httpProbe,
    claims: new ClaimBook(snapshot, clock),
    budget: new Budget(snapshot, options.maxTotalPricePerHour),
    credit: new Credit(vast, snapshot),
    priceCheck: new PriceCheck(vast, clock, today),
    searchMarket: marketSearch(vast, today),
    lookUpOffers: createCachedSearch({ client: vast, now: today }),
    reservedOffers: new Set(),
    randomHex: (digits) => {
      drawn += 1;
      return drawn.toString(16).padStart(digits, '0').slice(-digits);
    },
    today,
    timeScale: 1,
  };
  return { clock, vast, account, dials, answers, asked, dialled };
}
