import type { Dial, HttpAnswer } from '../../../src/market';
import { awaitReadiness } from '../../../src/provider/readiness/handlers';
import type { ReadinessPlanned } from '../../../src/provider/readiness/schema';
import { diagnosticOf, harness, type Harness } from '../instance/handler-harness';
import { http, inTurn, planned, plannedReadiness, STT, TTS } from './builders';

const ready = (h: Harness, change: Partial<ReadinessPlanned> = {}) =>
  awaitReadiness({ ...h.base, plan: plannedReadiness(change) }, 'create');
const open = (latencyMs: number): Dial => ({ kind: 'open', latencyMs });
const refused: Dial = { kind: 'refused', detail: 'connection refused' };
const within = (create: string): Partial<ReadinessPlanned> => ({ timeouts: { create, update: null } });

describe('awaitReadiness', () => {
  test('gives the endpoint of every service, with latency and time', async () => {
    const h = harness();
    h.world.dials.set(STT, inTurn<Dial>(refused, open(30), open(12.5), open(14)));
    h.world.dials.set(TTS, open(20));
    expect(await ready(h)).toEqual({
      ...plannedReadiness(),
      id: '9001',
      endpoints: [
        {
          name: 'june-stt',
          address: '198.51.100.7',
          port: 41_234,
          latency_ms: 12.5,
          time_to_ready_seconds: 2,
        },
        {
          name: 'june-tts',
          address: '198.51.100.7',
          port: 41_235,
          latency_ms: 20,
          time_to_ready_seconds: 0,
        },
      ],
      average_latency_ms: 16.3,
      time_to_ready_seconds: 2,
    });
    expect(h.world.vast.calls).toEqual([]);
  });

  test('asks over HTTP where that is wanted', async () => {
    const h = harness();
    const loading: HttpAnswer = { kind: 'answered', status: 503, reason: '', body: '', latencyMs: 9 };
    h.world.answers.set(STT, inTurn<HttpAnswer>(loading, loading, { ...loading, status: 200 }));
    const check = { type: 'http', http: http({ path: '/health' }), interval: '30s' };
    const state = await ready(h, { services: [planned('june-stt', '8001/tcp', check)] });
    expect(h.world.asked.map(({ path }) => path)).toEqual(['/health', '/health', '/health']);
    expect(state).toMatchObject({ average_latency_ms: 9, time_to_ready_seconds: 60 });
  });

  test('dials nobody when the plan kept what was measured', async () => {
    const h = harness();
    const kept = {
      id: '9001',
      endpoints: [
        { name: 'june-stt', address: '198.51.100.7', port: 41_234, latency_ms: 1, time_to_ready_seconds: 2 },
      ],
      average_latency_ms: 1,
      time_to_ready_seconds: 2,
    };
    const plan = plannedReadiness({ ...kept, ...within('1m') });
    const client = { kind: 'not-yet-known', unknown: ['api_key'] } as const;
    expect(await awaitReadiness({ ...h.base, client, plan }, 'update')).toEqual(plan);
    expect(h.world.dialled).toEqual([]);
  });

  test('measures beyond the timeout when the last service was ready just before it', async () => {
    const h = harness();
    const { connector } = h.world.account;
    const account = {
      ...h.world.account,
      connector: async (host: string, port: number, signal?: AbortSignal): Promise<Dial> => {
        await h.world.clock.sleep(7);
        return await connector(host, port, signal);
      },
    };
    const plan = plannedReadiness(within('10ms'));
    const client = { kind: 'ready', account } as const;
    expect((await awaitReadiness({ ...h.base, client, plan }, 'create')).endpoints).toHaveLength(2);
    expect(h.world.dialled).toHaveLength(6);
  });

  test('fails after the timeout with the last answer of each service', async () => {
    const h = harness();
    h.world.dials.set(STT, inTurn<Dial>({ kind: 'filtered', detail: 'no answer within 10 s' }, refused));
    const loading: HttpAnswer = {
      kind: 'answered',
      status: 200,
      reason: 'OK',
      body: '{"state":"loading"}',
      latencyMs: 9,
    };
    h.world.answers.set('198.51.100.7:41236', loading);
    const before = h.world.clock.now();
    const error = await diagnosticOf(
      ready(h, {
        ...within('30s'),
        services: [
          planned('june-stt', '8001/tcp'),
          planned('june-tts', '8000/tcp'),
          planned('web', '22/tcp', { type: 'http', http: http({ body: 'ready' }) }),
        ],
      }),
    );
    expect(h.world.clock.now() - before).toBe(30_000);
    expect(error).toMatchObject({ summary: 'Services are not ready', path: ['services'] });
    expect(error.detail?.split('\n')).toEqual([
      'Not every service of instance 9001 was ready within 30s:',
      '  june-stt 8001/tcp -> 198.51.100.7:41234: connection refused (15 checks)',
      '  june-tts 8000/tcp -> 198.51.100.7:41235: ready after 0s',
      '  web 22/tcp -> 198.51.100.7:41236: HTTP 200 OK to GET /, but its body, which begins with ' +
        '"{\\"state\\":\\"loading\\"}", does not match "ready" (15 checks)',
      expect.stringContaining('The instance is left as it is: it keeps running, and costs money.') as string,
    ]);
  });

  test('tells of checks that were not good often enough, and of one that never ended', async () => {
    const h = harness();
    const { connector } = h.world.account;
    const account = {
      ...h.world.account,
      connector: (host: string, port: number, signal?: AbortSignal): Promise<Dial> =>
        port === 41_234
          ? connector(host, port, signal)
          : h.world.clock.sleep(60_000, signal).then(() => refused),
    };
    const plan = plannedReadiness({
      ...within('3s'),
      services: [planned('june-stt', '8001/tcp', { healthy_threshold: 4 }), planned('june-tts', '8000/tcp')],
    });
    const client = { kind: 'ready', account } as const;
    const { detail } = await diagnosticOf(awaitReadiness({ ...h.base, client, plan }, 'create'));
    expect(detail).toContain('connection accepted, good 2 of 4 times in a row (2 checks)');
    expect(detail).toContain('june-tts 8000/tcp -> 198.51.100.7:41235: the first check has not ended');
  });

  test('has the time of its operation', async () => {
    const h = harness();
    h.world.dials.set(STT, refused);
    const plan = plannedReadiness({ timeouts: { create: '1s', update: '50s' } });
    const { detail } = await diagnosticOf(awaitReadiness({ ...h.base, plan }, 'update'));
    expect(detail).toContain('within 50s');
    expect((await diagnosticOf(ready(h))).detail).toContain('within 10m');
  });

  test('a proxy that fails is named, not the service', async () => {
    const h = harness();
    h.world.dials.set(STT, { kind: 'proxy', detail: 'the proxy answered 407' });
    const error = await diagnosticOf(ready(h, within('10s')));
    expect(error.detail).toContain('the proxy answered 407');
  });

  test('a port that is not mapped is an error at once, with what is', async () => {
    const h = harness();
    const error = await diagnosticOf(ready(h, { port_map: { '8001/tcp': 41_234 } }));
    expect(error).toMatchObject({ summary: 'A service has no external port', path: ['port_map'] });
    expect(error.detail).toContain('Instance 9001 maps 8001/tcp, but not 8000/tcp (june-tts)');
    expect(h.world.dialled).toEqual([]);
  });

  test.each([{ power: 'stopped' }, { public_ip: null }])(
    '%j has no endpoints, and needs no account',
    async (change) => {
      const h = harness();
      const client = { kind: 'not-yet-known', unknown: ['api_key'] } as const;
      const plan = plannedReadiness({ ...change, port_map: {} });
      expect(await awaitReadiness({ ...h.base, client, plan }, 'create')).toMatchObject({
        endpoints: [],
        average_latency_ms: null,
        time_to_ready_seconds: null,
        id: '9001',
      });
    },
  );

  test('a stop of Terraform ends the wait', async () => {
    const h = harness();
    h.world.dials.set(STT, refused);
    void h.world.clock.sleep(9000).then(() => h.abort.abort(new Error('stopped')));
    await expect(ready(h)).rejects.toThrow('stopped');
  });
});
