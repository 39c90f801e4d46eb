import { sameTargets, type Subject, targetsOf } from '../../../src/provider/readiness/targets';
import { httpCheck, service } from './builders';

const STT = service();
const SUBJECT: Subject = {
  publicIp: '198.51.100.7',
  portMap: { '8001/tcp': 41_234, '22/tcp': 41_235 },
  power: 'running',
  services: [STT],
};

describe('targetsOf', () => {
  test('gives each service its address and external port', () => {
    expect(targetsOf(SUBJECT)).toEqual({
      targets: [{ service: STT, address: '198.51.100.7', port: 41_234 }],
      unmapped: [],
    });
  });

  test('names services whose port is not mapped, also one called like a method of objects', () => {
    const services = [service({ port: '8000/tcp' }), service({ port: 'constructor' })];
    expect(targetsOf({ ...SUBJECT, services })).toEqual({ targets: [], unmapped: services });
  });

  test('stopped, or without an address, there is nothing to dial and nothing wrong', () => {
    for (const change of [{ power: 'stopped' }, { publicIp: null }]) {
      expect(targetsOf({ ...SUBJECT, ...change, portMap: {} })).toEqual({ targets: [], unmapped: [] });
    }
  });
});

describe('sameTargets', () => {
  const same = (change: Partial<Subject>): boolean => sameTargets(SUBJECT, { ...SUBJECT, ...change });

  test('pace, and ports of nobody, make no difference', () => {
    expect(same({})).toBe(true);
    expect(same({ services: [service({ pace: { intervalMs: 1, timeoutMs: 1 } })] })).toBe(true);
    expect(same({ portMap: { '8001/tcp': 41_234, '22/tcp': 1 } })).toBe(true);
  });

  test.each<[string, Partial<Subject>]>([
    ['another address', { publicIp: '198.51.100.8' }],
    ['another external port', { portMap: { '8001/tcp': 1 } }],
    ['a port that is gone', { portMap: {} }],
    ['a stop', { power: 'stopped' }],
    ['another name', { services: [service({ name: 'tts' })] }],
    ['another check', { services: [service({ check: httpCheck() })] }],
    ['another threshold', { services: [service({ healthyThreshold: 2 })] }],
    ['one service more', { services: [STT, service({ name: 'ssh', port: '22/tcp' })] }],
  ])('%s does', (_what, change) => expect(same(change)).toBe(false));

  test('so does each part of a check', () => {
    const subject = (check: Parameters<typeof httpCheck>[0]): Subject => ({
      ...SUBJECT,
      services: [service({ check: httpCheck(check) })],
    });
    for (const change of [
      { path: '/x' },
      { status: '200' },
      { body: 'ok' },
      { host: 'a' },
      { insecure: true },
      { tls: true },
    ]) {
      expect(sameTargets(subject({}), subject(change))).toBe(false);
    }
  });
});
