import { MockAgent, request as undiciRequest } from 'undici';
import { createVastClient, type Send, type VastClient, type VastLogEvent } from '../../src/vast';
import { VirtualClock } from '../support/virtual-clock';

export const ORIGIN = 'https://console.vast.ai';
export const KEY = 'f00d'.repeat(16);

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** Sends by way of a mock. */
export function through(mock: MockAgent): Send {
  return async ({ url, method, headers, body }, signal) => {
    const options = { method: method as Method, headers: { ...headers }, body: body ?? null, signal };
    const answer = await undiciRequest(url, { ...options, dispatcher: mock });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };
}

/** A client whose every answer a test writes down beforehand. */
export interface MockPlatform {
  readonly agent: MockAgent;
  readonly clock: VirtualClock;
  readonly log: readonly VastLogEvent[];
  readonly client: VastClient;
  /** Queues one answer; returns what was sent once it has been. */
  answer(method: Method, path: string, status: number, body: unknown): { readonly body: () => unknown };
}

/** Registers a fresh platform for each test of the file; what is returned changes with each. */
export function mockPlatform(): MockPlatform {
  let agent: MockAgent;
  let clock: VirtualClock;
  let log: VastLogEvent[];
  let client: VastClient;

  beforeEach(() => {
    agent = new MockAgent();
    agent.disableNetConnect();
    clock = new VirtualClock();
    log = [];
    client = createVastClient({
      apiKey: KEY,
      apiUrl: ORIGIN,
      send: through(agent),
      clock,
      random: () => 1,
      log: (event) => log.push(event),
    });
  });
  afterEach(async () => {
    // Answers nobody asked for, or calls nobody expected, are test failures.
    agent.assertNoPendingInterceptors();
    await agent.close();
  });

  return {
    get agent() {
      return agent;
    },
    get clock() {
      return clock;
    },
    get log() {
      return log;
    },
    get client() {
      return client;
    },
    answer(method, path, status, body) {
      let sent: unknown;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      agent
        .get(ORIGIN)
        .intercept({ method, path })
        .reply((options) => {
          sent = typeof options.body === 'string' ? JSON.parse(options.body) : undefined;
          const headers = options.headers as Record<string, string>;
          expect(headers['authorization']).toBe(`Bearer ${KEY}`);
          expect(options.path).not.toContain(KEY);
          return {
            statusCode: status,
            data: text,
            responseOptions: { headers: { 'content-type': 'application/json' } },
          };
        });
      return { body: () => sent };
    },
  };
}

/** What a promise fails with; an error of its own when it does not. */
export const failureOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('did not fail'),
    (error: unknown) => error as Error,
  );
