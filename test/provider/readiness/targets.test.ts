import { type Subject, targetsOf } from '../../../src/provider/readiness/targets';

const SUBJECT: Subject = {
  publicIp: '198.51.100.7',
  portMap: { '8001/tcp': 41_234, '22/tcp': 41_235 },
  power: 'running',
  services: [{ name: 'stt', port: '8001/tcp' }],
};

describe('targetsOf', () => {
  test('gives each service its address and external port', () => {
    expect(targetsOf(SUBJECT)).toEqual({
      targets: [{ name: 'stt', containerPort: '8001/tcp', address: '198.51.100.7', port: 41_234 }],
      unmapped: [],
    });
  });

  test('names services whose port is not mapped, also one called like a method of objects', () => {
    const services = [
      { name: 'tts', port: '8000/tcp' },
      { name: 'odd', port: 'constructor' },
    ];
    expect(targetsOf({ ...SUBJECT, services })).toEqual({ targets: [], unmapped: services });
  });

  test('stopped, or without an address, there is nothing to dial and nothing wrong', () => {
    for (const change of [{ power: 'stopped' }, { publicIp: null }]) {
      expect(targetsOf({ ...SUBJECT, ...change, portMap: {} })).toEqual({ targets: [], unmapped: [] });
    }
  });
});
