import {
  compileBodyPattern,
  parseStatusRanges,
  SERVICE_CHECK_DEFAULTS,
  type ServiceCheckInput,
  serviceCheckProblems,
} from '../../src/config';

const lines = (check: ServiceCheckInput): readonly string[] =>
  serviceCheckProblems(check).map(({ path, message }) => `${path.join('.')} must be ${message}`);

describe('serviceCheckProblems', () => {
  test.each<ServiceCheckInput>([
    {},
    { type: 'tcp', interval: '100ms', timeout: '10m', healthyThreshold: 100 },
    { type: 'http', http: {} },
    {
      type: 'http',
      http: { path: '/v1/health?deep=%20', status: '200', body: '{"ok":true}', host: 'a.b:1' },
    },
    { type: 'https', http: { insecure: true } },
    { type: 'http', http: { insecure: false } },
    // The type is not known yet.
    { http: { insecure: true } },
  ])('%j is fine', (check) => expect(lines(check)).toEqual([]));

  test('so are the defaults', () => {
    const { type, path, status, interval, timeout, healthyThreshold } = SERVICE_CHECK_DEFAULTS;
    expect(lines({ type, interval, timeout, healthyThreshold })).toEqual([]);
    expect(lines({ type: 'http', http: { path, status } })).toEqual([]);
  });

  test.each<[ServiceCheckInput, string]>([
    [{ type: 'udp' }, 'type must be one of "tcp", "http", "https", not "udp"'],
    [{ type: 'tcp', http: {} }, 'http must be left out unless type is "http" or "https"'],
    [{ type: 'http', http: { insecure: true } }, 'http.insecure must be left out unless type is "https"'],
    [{ interval: '0s' }, 'interval must be a duration from "100ms" to "10m", such as "2s", not "0s"'],
    [{ interval: '11m' }, 'not "11m"'],
    [{ timeout: 'soon' }, 'timeout must be a duration from "100ms" to "10m", such as "2s", not "soon"'],
    [{ healthyThreshold: 0 }, 'healthyThreshold must be a whole number from 1 to 100, not 0'],
    [{ healthyThreshold: 1.5 }, 'not 1.5'],
    [{ healthyThreshold: 101 }, 'not 101'],
    [{ http: { path: 'health' } }, 'http.path must be a path like "/health"'],
    [{ http: { path: '/a b' } }, 'not "/a b"'],
    [{ http: { path: '/a\r\nX: y' } }, 'http.path must be'],
    [{ http: { path: '/ü' } }, 'http.path must be'],
    [{ http: { path: '/a#b' } }, 'http.path must be'],
    [{ http: { host: 'a b' } }, 'http.host must be a host like "stt.example.org" or "name:8443", not "a b"'],
    [{ http: { host: 'a\r\nX: y' } }, 'http.host must be'],
    [{ http: { host: 'a:70000' } }, 'http.host must be'],
    [{ http: { host: '' } }, 'http.host must be'],
    [{ http: { status: 'ok' } }, 'http.status must be statuses from 100 to 599 like "200", "200-299"'],
    [{ http: { body: '(' } }, 'http.body must be a regular expression of JavaScript, not "("'],
  ])('%j is not', (check, message) => {
    expect(lines(check)).toHaveLength(1);
    expect(lines(check)[0]).toContain(message);
  });

  test('everything that is wrong is told', () => {
    const check = { type: 'tcp', http: { path: '', status: '' }, interval: '', healthyThreshold: -1 };
    expect(serviceCheckProblems(check).map(({ path }) => path.join('.'))).toEqual([
      'http',
      'http.path',
      'http.status',
      'interval',
      'healthyThreshold',
    ]);
  });
});

describe('parseStatusRanges', () => {
  test('reads codes and ranges', () => {
    expect(parseStatusRanges('200')).toEqual([{ from: 200, to: 200 }]);
    expect(parseStatusRanges('200-299, 401')).toEqual([
      { from: 200, to: 299 },
      { from: 401, to: 401 },
    ]);
  });

  test.each(['', '99', '600', '2xx', '299-200', '200,', '200-', '200-299-300'])('%j is refused', (text) =>
    expect(() => parseStatusRanges(text)).toThrow(RangeError),
  );
});

describe('compileBodyPattern', () => {
  test('is found anywhere in the body, and JSON needs no escaping', () => {
    expect(compileBodyPattern('{"ok":true}').test('[{"ok":true}]')).toBe(true);
    expect(compileBodyPattern('^ready$').test('not ready')).toBe(false);
  });

  test('takes flags at its beginning', () => {
    expect(compileBodyPattern('(?i)READY').test('ready')).toBe(true);
    expect(compileBodyPattern('(?ms)^a.b$').test('x\na\nb')).toBe(true);
    expect(compileBodyPattern('(?ii)A').flags).toBe('i');
  });

  test.each(['', '(', '[z-a]'])('%j is refused', (text) =>
    expect(() => compileBodyPattern(text)).toThrow(RangeError),
  );

  test('more than 1000 characters are refused', () => {
    expect(compileBodyPattern('a'.repeat(1000)).source).toHaveLength(1000);
    expect(() => compileBodyPattern('a'.repeat(1001))).toThrow('1 to 1000 characters, not 1001');
  });
});
