import { Secret, type LogFields, type LogLevel } from '../../../src/tfplugin';
import { createHclogLogger, logThreshold, silentLogger, timestamp } from '../../../src/tfplugin/log/hclog';

function logged(
  fields: LogFields,
  message = 'hello',
  env: Readonly<Record<string, string>> = { TF_LOG: 'TRACE' },
) {
  const lines: string[] = [];
  const log = createHclogLogger({
    env,
    write: (line) => void lines.push(line),
    module: 'provider.test',
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6) + 0.789,
  });
  log.info(message, fields);
  return { log, lines, parsed: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('writes one JSON line that Terraform understands', () => {
  const { lines } = logged({ id: 7, ok: true, none: null, skipped: undefined });
  expect(lines).toEqual([
    '{"id":7,"ok":true,"none":null,"@level":"info","@message":"hello","@module":"provider.test","@timestamp":"2026-01-02T03:04:05.006789Z"}\n',
  ]);
});

test('fields can neither replace the own ones nor break the line', () => {
  const { lines, parsed } = logged({ '@level': 'nonsense', '@message': 5, text: 'a\nb' });
  expect(parsed[0]).toMatchObject({ '@level': 'info', '@message': 'hello', text: 'a\nb' });
  expect(lines[0]?.split('\n')).toHaveLength(2);
});

test('secrets never show, at any depth', () => {
  const { lines } = logged({ key: new Secret('hush'), deep: { list: [new Secret('hush')] } });
  expect(lines[0]).not.toContain('hush');
  expect(lines[0]).toContain('(sensitive value)');
});

test('prints errors, giants and numbers that are none', () => {
  const { parsed } = logged({ error: new Error('boom'), big: 2n ** 70n, nan: Number.NaN });
  expect(parsed[0]).toMatchObject({
    error: expect.stringMatching(/^Error: boom\n/) as unknown,
    big: '1180591620717411303424',
    nan: 'NaN',
  });
});

test('lines stay below 64 KiB', () => {
  const long = 'x'.repeat(20_000);
  expect(logged({ long }).lines[0]?.length).toBeLessThan(9_000);
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, long]));
  expect(logged(many).parsed[0]).toMatchObject({ '@message': 'hello', truncated: true });
  expect(logged({}, long).lines[0]?.length).toBeLessThan(9_000);
});

test('fields are carried on', () => {
  const { log, lines } = logged({});
  log.with({ a: 1 }).with({ b: 2 }).error('again', { c: 3 });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ a: 1, b: 2, c: 3, '@level': 'error' });
});

test.each<[Readonly<Record<string, string>>, LogLevel | undefined]>([
  [{}, undefined],
  [{ TF_LOG: '' }, undefined],
  [{ TF_LOG: 'off' }, undefined],
  [{ TF_LOG: 'warn' }, 'warn'],
  [{ TF_LOG: 'JSON' }, 'trace'],
  [{ TF_LOG: 'anything' }, 'trace'],
  [{ TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'ERROR' }, 'error'],
  [{ TF_LOG: 'INFO', TF_LOG_PROVIDER: '' }, 'info'],
  [{ TF_LOG_CORE: 'TRACE' }, undefined],
])('%j asks for %s', (env, expected) => {
  expect(logThreshold(env)).toBe(expected);
});

test('writes only what is asked for', () => {
  const { log, lines } = logged({}, 'hello', { TF_LOG_PROVIDER: 'WARN' });
  log.trace('t');
  log.debug('d');
  log.warn('w');
  log.error('e');
  expect(lines).toHaveLength(2);
  expect([log.enabled('info'), log.enabled('warn')]).toEqual([false, true]);
  expect(silentLogger.enabled('error')).toBe(false);
  expect(silentLogger.with({ a: 1 })).toBe(silentLogger);
});

test('a time has exactly six decimals', () => {
  expect(timestamp(0)).toBe('1970-01-01T00:00:00.000000Z');
  expect(timestamp(1.0005)).toMatch(/\.001000Z$/);
  expect(timestamp(Date.UTC(2026, 11, 31) + 0.5)).toBe('2026-12-31T00:00:00.000500Z');
});
