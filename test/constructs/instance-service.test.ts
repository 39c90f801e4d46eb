import { announce } from '../../constructs/instance-service';

const STT = { name: 'stt', port: '8001', address: 'stt.default.svc.cluster.local:8001' };

test('a service is checked over TCP unless told otherwise', () => {
  expect(announce(STT)).toEqual({
    name: 'stt',
    address: STT.address,
    arguments: { name: 'stt', port: '8001/tcp', type: 'tcp' },
  });
  expect(announce({ ...STT, check: { http: { path: '/health' }, timeout: '5s' } }).arguments).toEqual({
    name: 'stt',
    port: '8001/tcp',
    type: 'http',
    http: { path: '/health' },
    timeout: '5s',
  });
});

test('a port that is none, UDP, and a check that cannot work are refused', () => {
  expect(() => announce({ ...STT, port: 'http' })).toThrow("port must hold container ports such as '8001'");
  expect(() => announce({ ...STT, port: '53/udp' })).toThrow(
    "port '53/udp' of stt cannot be checked: it is not TCP",
  );
  expect(() => announce({ ...STT, check: { timeout: '' } })).toThrow('check.timeout must be a duration');
});
