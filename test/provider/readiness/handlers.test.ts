import type { Dial } from '../../../src/market';
import { awaitReadiness } from '../../../src/provider/readiness/handlers';
import { planReadiness } from '../../../src/provider/readiness/plan';
import type { ReadinessBody, ReadinessPlanned, ReadinessState } from '../../../src/provider/readiness/schema';
import { isUnknown, type PlanOf, unknown } from '../../../src/tfplugin';
import { diagnosticOf, harness, type Harness } from '../instance/handler-harness';

const STT = '198.51.100.7:41234';
const TTS = '198.51.100.7:41235';

function planned(change: Partial<ReadinessPlanned> = {}): ReadinessPlanned {
  return {
    instance_id: '9001',
    public_ip: '198.51.100.7',
    port_map: { '8001/tcp': 41_234, '8000/tcp': 41_235, '22/tcp': 41_236 },
    power: 'running',
    services: [
      { name: 'june-stt', port: '8001/tcp', type: 'tcp' },
      { name: 'june-tts', port: '8000/tcp', type: 'tcp' },
    ],
    timeouts: null,
    id: unknown(),
    endpoints: unknown(),
    average_latency_ms: unknown(),
    ...change,
  };
}

const ready = (h: Harness, change: Partial<ReadinessPlanned> = {}) =>
  awaitReadiness({ ...h.base, plan: planned(change) }, 'create');
const open = (latencyMs: number): Dial => ({ kind: 'open', latencyMs });
const refused: Dial = { kind: 'refused', detail: 'connection refused' };

/** Answers in turn; the last one for good. */
function inTurn(...answers: readonly Dial[]): () => Dial {
  let at = 0;
  return () => {
    const answer = answers[Math.min(at, answers.length - 1)] ?? refused;
    at += 1;
    return answer;
  };
}

describe('awaitReadiness', () => {
  test('gives the endpoint of every service, with the best of three latencies', async () => {
    const h = harness();
    h.world.dials.set(STT, inTurn(open(30), open(12.5), open(14)));
    h.world.dials.set(TTS, open(20));
    expect(await ready(h)).toEqual({
      ...planned(),
      id: '9001',
      endpoints: [
        { name: 'june-stt', address: '198.51.100.7', port: 41_234, latency_ms: 12.5 },
        { name: 'june-tts', address: '198.51.100.7', port: 41_235, latency_ms: 20 },
      ],
      average_latency_ms: 16.3,
    });
    expect(h.world.vast.calls).toEqual([]);
  });

  test('waits for those that do not answer yet, and dials nobody again who did', async () => {
    const h = harness();
    h.world.dials.set(STT, inTurn(refused, { kind: 'filtered', detail: 'no answer' }, open(10)));
    const before = h.world.clock.now();
    expect((await ready(h)).endpoints).toHaveLength(2);
    expect(h.world.clock.now() - before).toBeLessThan(5000);
    expect(h.world.dialled.filter((address) => address === TTS)).toHaveLength(3);
  });

  test('fails after the timeout with the last answer of each service', async () => {
    const h = harness();
    h.world.dials.set(STT, inTurn({ kind: 'filtered', detail: 'no answer within 10 s' }, refused));
    const error = await diagnosticOf(ready(h, { timeouts: { create: '30s', update: null } }));
    expect(error.summary).toBe('Services are not ready');
    expect(error.detail).toContain('within 30s');
    expect(error.detail).toContain('june-stt 8001/tcp -> 198.51.100.7:41234: connection refused');
    expect(error.detail).toContain('june-tts 8000/tcp -> 198.51.100.7:41235: ready');
    expect(error.detail).toContain('The instance is left as it is');
  });

  test('a proxy that fails is named, not the service', async () => {
    const h = harness();
    h.world.dials.set(STT, { kind: 'proxy', detail: 'the proxy answered 407' });
    const error = await diagnosticOf(ready(h, { timeouts: { create: '10s', update: null } }));
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
      const plan = planned({ ...change, port_map: {} });
      expect(await awaitReadiness({ ...h.base, client, plan }, 'create')).toMatchObject({
        endpoints: [],
        average_latency_ms: null,
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

describe('planReadiness', () => {
  const prior = (): ReadinessState => ({
    ...(planned() as unknown as ReadinessState),
    id: '9001',
    endpoints: [{ name: 'june-stt', address: '198.51.100.7', port: 41_234, latency_ms: 12 }],
    average_latency_ms: 12,
  });
  const plan = (change: Partial<PlanOf<ReadinessBody>>, before: ReadinessState | null = prior()) => {
    const values = { ...planned(), ...change } as PlanOf<ReadinessBody>;
    return planReadiness({
      ...harness().base,
      action: before === null ? 'create' : 'update',
      config: values as never,
      prior: before,
      plan: values,
      changed: new Set(Object.keys(change)),
      requireReplace: () => undefined,
    });
  };
  const kept = { id: '9001', endpoints: prior().endpoints, average_latency_ms: 12 };

  test('nothing moved: the endpoints stay', () => expect(plan({})).toEqual(kept));

  test('timeouts, or a port that no service uses: the endpoints stay', () => {
    expect(plan({ timeouts: { create: '1m', update: null } })).toEqual(kept);
    expect(plan({ port_map: { '8001/tcp': 41_234, '8000/tcp': 41_235, '22/tcp': 5 } })).toEqual(kept);
  });

  test.each<[string, Partial<PlanOf<ReadinessBody>>]>([
    ['a moved port', { port_map: { '8001/tcp': 5, '8000/tcp': 41_235 } }],
    ['a port that went away', { port_map: { '8001/tcp': 41_234 } }],
    ['a moved address', { public_ip: '198.51.100.8' }],
    ['an address not known yet', { public_ip: unknown() }],
    ['ports not known yet', { port_map: unknown() }],
    ['one port not known yet', { port_map: { '8001/tcp': unknown(), '8000/tcp': 41_235 } }],
    ['another service', { services: [{ name: 'june-stt', port: '22/tcp', type: 'tcp' }] }],
    ['a service not known yet', { services: [unknown()] }],
    ['another instance', { instance_id: '9002' }],
    ['power not known yet', { power: unknown() }],
  ])('%s: endpoints are checked again', (_, change) => {
    const changes = plan(change);
    expect(isUnknown(changes?.endpoints)).toBe(true);
    expect(isUnknown(changes?.average_latency_ms)).toBe(true);
  });

  test('a stopped instance is known to have none, even with an address that is not known', () => {
    const none = { id: '9001', endpoints: [], average_latency_ms: null };
    expect(plan({ power: 'stopped', public_ip: unknown(), port_map: unknown() })).toEqual(none);
    expect(plan({ public_ip: null, port_map: unknown() })).toEqual(none);
    expect(plan({ power: 'stopped' }, null)).toEqual(none);
  });

  test('a new one has everything to find out', () => {
    const changes = plan({ instance_id: unknown(), public_ip: unknown(), port_map: unknown() }, null);
    expect([changes?.id, changes?.endpoints].map(isUnknown)).toEqual([true, true]);
  });
});
