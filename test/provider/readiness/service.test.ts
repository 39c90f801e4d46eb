import { serviceOf } from '../../../src/provider/readiness/service';
import { http, planned } from './builders';

const NOTHING = { type: null, http: null, interval: null, timeout: null, healthy_threshold: null };

describe('serviceOf', () => {
  test('what is left out has its default', () => {
    const values = { name: 'stt', port: '8001/tcp', ...NOTHING };
    expect(serviceOf(values)).toEqual({
      name: 'stt',
      port: '8001/tcp',
      check: { kind: 'tcp' },
      healthyThreshold: 1,
      pace: { intervalMs: 2000, timeoutMs: 10_000 },
    });
    expect(serviceOf(planned('stt', '8001/tcp'))).toEqual(serviceOf(values));
  });

  test('http without more asks for /', () => {
    const check = { kind: 'http', path: '/', status: '200-399', body: null, host: null, insecure: false };
    const values = { name: 'stt', port: '8001/tcp', ...NOTHING };
    expect(serviceOf({ ...values, type: 'http' }).check).toEqual({ ...check, tls: false });
    const empty = { path: null, status: null, body: null, host: null, insecure: null };
    expect(serviceOf({ ...values, type: 'https', http: empty }).check).toEqual({ ...check, tls: true });
  });

  test('takes everything over', () => {
    const values = planned('stt', '8001/tcp', {
      type: 'https',
      http: http({ path: '/health', status: '204', body: 'ok', host: 'a', insecure: true }),
      interval: '1m',
      timeout: '1.5s',
      healthy_threshold: 3,
    });
    expect(serviceOf(values)).toMatchObject({
      check: { tls: true, path: '/health', status: '204', body: 'ok', host: 'a', insecure: true },
      healthyThreshold: 3,
      pace: { intervalMs: 60_000, timeoutMs: 1500 },
    });
  });
});
