import { containerPorts } from '../../../../src/simulator/vast/world/ports';

describe('containerPorts', () => {
  const env = (...keys: string[]): [string, string][] => keys.map((key) => [key, '1']);

  test.each([
    ['args', env('-p 8001:8001'), [], ['8001/tcp']],
    ['args', env('-p 1:8001', '-p 2:8001'), [], ['8001/tcp']],
    ['args', env('-p 8082:8082/udp', '-p 8082:8082/tcp', '-p 8082:8082'), [], ['8082/udp', '8082/tcp']],
    ['args', env('-p 9000'), [], ['9000/tcp']],
    ['args', env('-p x:y', '-p', '-v V.1:/mnt', 'PORT'), [], []],
    ['args', env('-p 80:80'), ['80/tcp', '81/tcp'], ['80/tcp', '81/tcp']],
    ['ssh_proxy', [], [], []],
    ['ssh_direc ssh_proxy', [], [], ['22/tcp']],
    ['jupyter_direc ssh_direc ssh_proxy', env('-p 22:22'), [], ['8080/tcp', '22/tcp']],
    ['args', env('-p 70000:70000'), [], ['70000/tcp']],
  ])('%s %j, exposing %j', (runtype, entries, expose, expected) => {
    expect(containerPorts(runtype, entries, expose)).toEqual(expected);
  });
});
