import { sshEndpoint } from '../../../src/provider/instance/ssh-endpoint';
import type { Instance } from '../../../src/vast';
import { parseInstance } from '../../../src/vast/instance';

const instance = (change: Partial<Instance>): Instance => {
  const parsed = parseInstance({
    id: 1,
    public_ipaddr: '198.51.100.7',
    ssh_host: 'ssh5.vast.ai',
    ssh_port: 12_818,
  });
  if (!parsed) throw new Error('no instance');
  return { ...parsed, ...change };
};

/** vast-api.md 4.4. */
test.each<[string, Partial<Instance>, ReturnType<typeof sshEndpoint>]>([
  [
    'its own port when that is mapped',
    { imageRuntype: 'ssh_direc ssh_proxy', ports: { '22/tcp': 40_638 } },
    { host: '198.51.100.7', port: 40_638, user: 'root' },
  ],
  ['the proxy else', { imageRuntype: 'ssh_proxy' }, { host: 'ssh5.vast.ai', port: 12_818, user: 'root' }],
  [
    'the proxy one port higher for jupyter',
    { imageRuntype: 'jupyter_proxy ssh_proxy' },
    { host: 'ssh5.vast.ai', port: 12_819, user: 'root' },
  ],
  ['none for args', { imageRuntype: 'args', ports: { '22/tcp': 1 } }, null],
  ['none for a form that nobody knows', { imageRuntype: null }, null],
  ['none while the proxy is not known', { imageRuntype: 'ssh_proxy', sshHost: null }, null],
  [
    'the proxy while there is no address',
    { imageRuntype: 'ssh_direc ssh_proxy', ports: { '22/tcp': 1 }, publicIp: null },
    { host: 'ssh5.vast.ai', port: 12_818, user: 'root' },
  ],
])('%s', (_, change, expected) => expect(sshEndpoint(instance(change))).toEqual(expected));
