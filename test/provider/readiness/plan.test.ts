import { planReadiness } from '../../../src/provider/readiness/plan';
import type { ReadinessBody, ReadinessState } from '../../../src/provider/readiness/schema';
import { isUnknown, type PlanOf, unknown } from '../../../src/tfplugin';
import { harness } from '../instance/handler-harness';
import { http, planned, plannedReadiness } from './builders';

const MEASURED = {
  endpoints: [
    {
      name: 'june-stt',
      address: '198.51.100.7',
      port: 41_234,
      latency_ms: 12,
      time_to_ready_seconds: 30,
    },
  ],
  average_latency_ms: 12,
  time_to_ready_seconds: 30,
};

const prior = (change: Partial<ReadinessState> = {}): ReadinessState => ({
  ...plannedReadiness(),
  id: '9001',
  ...MEASURED,
  ...change,
});

function plan(change: Partial<PlanOf<ReadinessBody>>, before: ReadinessState | null = prior()) {
  const values: PlanOf<ReadinessBody> = { ...plannedReadiness(), ...change };
  return planReadiness({
    ...harness().base,
    action: before === null ? 'create' : 'update',
    config: values as never,
    prior: before,
    plan: values,
    changed: new Set(Object.keys(change)),
    requireReplace: () => undefined,
  });
}

const services = (change: Parameters<typeof planned>[2]): Partial<PlanOf<ReadinessBody>> => ({
  services: [planned('june-stt', '8001/tcp', change), planned('june-tts', '8000/tcp')],
});
const kept = { id: '9001', ...MEASURED };

test('nothing changed: what was measured stays', () => expect(plan({})).toEqual(kept));

test.each<[string, Partial<PlanOf<ReadinessBody>>]>([
  ['timeouts', { timeouts: { create: '1m', update: null } }],
  ['a port that no service uses', { port_map: { '8001/tcp': 41_234, '8000/tcp': 41_235, '22/tcp': 5 } }],
  ['the interval', services({ interval: '1m' })],
  ['the limit of a check', services({ timeout: '1m' })],
])('%s: what was measured stays', (_what, change) => expect(plan(change)).toEqual(kept));

test('a state of an older version without the members of a check is the same check', () => {
  const older = prior({
    services: [
      {
        ...planned('june-stt', '8001/tcp'),
        type: null,
        interval: null,
        timeout: null,
        healthy_threshold: null,
      },
      planned('june-tts', '8000/tcp'),
    ],
  });
  expect(plan({}, older)).toEqual(kept);
});

test.each<[string, Partial<PlanOf<ReadinessBody>>]>([
  ['a moved port', { port_map: { '8001/tcp': 5, '8000/tcp': 41_235 } }],
  ['a port that went away', { port_map: { '8001/tcp': 41_234 } }],
  ['a moved address', { public_ip: '198.51.100.8' }],
  ['an address not known yet', { public_ip: unknown() }],
  ['ports not known yet', { port_map: unknown() }],
  ['one port not known yet', { port_map: { '8001/tcp': unknown(), '8000/tcp': 41_235 } }],
  ['another service', { services: [planned('june-stt', '22/tcp')] }],
  ['a service not known yet', { services: [unknown()] }],
  ['another instance', { instance_id: '9002' }],
  ['power not known yet', { power: unknown() }],
  ['another type', services({ type: 'http' })],
  ['another threshold', services({ healthy_threshold: 2 })],
  [
    'a path not known yet',
    {
      services: [
        { ...planned('june-stt', '8001/tcp', { type: 'http' }), http: { ...http(), path: unknown() } },
        planned('june-tts', '8000/tcp'),
      ],
    },
  ],
])('%s: the services are checked again', (_what, change) => {
  const changes = plan(change);
  for (const name of ['endpoints', 'average_latency_ms', 'time_to_ready_seconds'] as const) {
    expect(isUnknown(changes?.[name])).toBe(true);
  }
});

test('another path is checked again', () => {
  const before = prior({
    services: [
      planned('june-stt', '8001/tcp', { type: 'http', http: http() }),
      planned('june-tts', '8000/tcp'),
    ],
  });
  expect(isUnknown(plan(services({ type: 'http', http: http({ path: '/x' }) }), before)?.endpoints)).toBe(
    true,
  );
  expect(plan(services({ type: 'http', http: http() }), before)).toEqual(kept);
  // Without `http` the defaults are meant.
  expect(plan(services({ type: 'http' }), before)).toEqual(kept);
});

test('a stopped instance is known to have none, even with an address that is not known', () => {
  const none = { id: '9001', endpoints: [], average_latency_ms: null, time_to_ready_seconds: null };
  expect(plan({ power: 'stopped', public_ip: unknown(), port_map: unknown() })).toEqual(none);
  expect(plan({ public_ip: null, port_map: unknown() })).toEqual(none);
  expect(plan({ power: 'stopped' }, null)).toEqual(none);
});

test('a new one has everything to find out', () => {
  const changes = plan({ instance_id: unknown(), public_ip: unknown(), port_map: unknown() }, null);
  expect([changes?.id, changes?.endpoints].map(isUnknown)).toEqual([true, true]);
});
