import type { ReadinessBody } from '../../../src/provider/readiness/schema';
import { validateReadiness } from '../../../src/provider/readiness/validate';
import { type DiagnosticInput, unknown, type UnknownConfigOf } from '../../../src/tfplugin';
import { harness } from '../instance/handler-harness';

type Config = UnknownConfigOf<ReadinessBody>;
type Services = Exclude<Config['services'], ReturnType<typeof unknown>>;
type Element = Exclude<Services[number], ReturnType<typeof unknown>>;

function element(change: Partial<Element> = {}): Element {
  return {
    name: 'stt',
    port: '8001/tcp',
    type: null,
    http: null,
    interval: null,
    timeout: null,
    healthy_threshold: null,
    ...change,
  };
}

const NO_HTTP = { path: null, status: null, body: null, host: null, insecure: null };

function errors(
  services: Config['services'],
  timeouts: Config['timeouts'] = null,
): readonly DiagnosticInput[] {
  const found: DiagnosticInput[] = [];
  const config: Config = {
    instance_id: '9001',
    public_ip: null,
    port_map: null,
    power: null,
    services,
    timeouts,
    id: null,
    endpoints: null,
    average_latency_ms: null,
    time_to_ready_seconds: null,
  };
  validateReadiness({ ...harness().base, config, error: (diagnostic) => void found.push(diagnostic) });
  return found;
}

test('what is fine, or not known yet, passes', () => {
  const all = element({
    type: 'https',
    http: { path: '/health', status: '200', body: 'ok', host: 'a', insecure: true },
    interval: '5s',
    timeout: '1s',
    healthy_threshold: 3,
  });
  expect(errors([element(), { ...all, name: 'tts' }])).toEqual([]);
  expect(errors(unknown())).toEqual([]);
  const nothing = unknown();
  const http = { path: nothing, status: nothing, body: nothing, host: nothing, insecure: nothing };
  expect(
    errors([
      nothing,
      element({ type: nothing, http }),
      { ...element(), name: nothing, port: nothing, http: nothing, interval: nothing, timeout: nothing },
      element({ name: 'x', healthy_threshold: nothing }),
      element({ name: 'y', healthy_threshold: 100, interval: nothing }),
    ]),
  ).toEqual([]);
  expect(errors([element({ healthy_threshold: 100, interval: '10m' })], nothing)).toEqual([]);
});

test.each<[string, Partial<Element>, string, readonly (string | number)[]]>([
  [
    'a pattern that is none',
    { type: 'http', http: { ...NO_HTTP, body: '(' } },
    'body must be a regular expression of JavaScript, not "("',
    ['services', 0, 'http', 'body'],
  ],
  [
    'a status that is none',
    { type: 'http', http: { ...NO_HTTP, status: '2xx' } },
    'status must be statuses from 100 to 599',
    ['services', 0, 'http', 'status'],
  ],
  [
    'a path without its slash',
    { type: 'https', http: { ...NO_HTTP, path: 'health' } },
    'path must be a path like "/health"',
    ['services', 0, 'http', 'path'],
  ],
  [
    'http with the default type',
    { http: NO_HTTP },
    'http must be left out unless type is "http" or "https"',
    ['services', 0, 'http'],
  ],
  ['an unknown type', { type: 'udp' }, 'type must be one of', ['services', 0, 'type']],
  [
    'an interval of nothing',
    { interval: '0s' },
    'interval must be a duration from "100ms"',
    ['services', 0, 'interval'],
  ],
  [
    'a threshold of nothing',
    { healthy_threshold: 0 },
    'healthy_threshold must be a whole number from 1 to 100, not 0',
    ['services', 0, 'healthy_threshold'],
  ],
  [
    'UDP',
    { port: '8001/udp' },
    'port is "8001/udp", but UDP cannot be checked: nothing tells whether a datagram arrived',
    ['services', 0, 'port'],
  ],
  [
    'a port beyond all',
    { port: '70000/tcp' },
    'port must be a port from 1 to 65535, not 70000',
    ['services', 0, 'port'],
  ],
])('%s is refused at its place', (_what, change, detail, path) => {
  const found = errors([element(change)]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ summary: `Invalid value for ${String(path.at(-1))}`, path });
  expect(found[0]?.detail).toContain(detail);
});

test('a name is used once', () => {
  expect(errors([element(), element({ port: '8000/tcp' })])).toEqual([
    {
      summary: 'Invalid value for name',
      detail: 'name is "stt", like that of an earlier service.',
      path: ['services', 1, 'name'],
    },
  ]);
});

describe('a threshold that cannot be reached in time', () => {
  const many = element({ healthy_threshold: 11, interval: '1m' });

  test('is refused with the figures', () => {
    expect(errors([many])).toEqual([
      {
        summary: 'Invalid value for healthy_threshold',
        detail: 'healthy_threshold is 11, which takes 600 s with an interval of 1m; timeouts.create is 10m.',
        path: ['services', 0, 'healthy_threshold'],
      },
    ]);
    expect(errors([many], { create: '1h', update: '5m' })[0]?.detail).toContain('timeouts.update is 5m');
  });

  test('is fine with the time it takes, and left to others where a timeout is none', () => {
    expect(errors([many], { create: '11m', update: '11m' })).toEqual([]);
    expect(errors([many], { create: unknown(), update: 'soon' })).toEqual([]);
  });
});
