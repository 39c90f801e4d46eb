import { stringify } from 'yaml';

import { type ConnectionSettings, resolveConnection } from '../../support/kubernetes/provider/kubeconfig';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const files: Record<string, string> = {
  '/home/config': stringify({
    'current-context': 'main',
    clusters: [
      { name: 'east', cluster: { server: 'https://east:6443/', 'certificate-authority': 'ca.pem' } },
      {
        name: 'west',
        cluster: { server: 'https://west:6443', 'insecure-skip-tls-verify': true, 'tls-server-name': 'api' },
      },
    ],
    users: [
      { name: 'token', user: { token: 't1' } },
      { name: 'file', user: { tokenFile: '/secret/token' } },
      { name: 'cert', user: { 'client-certificate-data': base64('CERT'), 'client-key': 'key.pem' } },
      { name: 'basic', user: { username: 'u', password: 'p' } },
      { name: 'plugin', user: { exec: { command: 'x' } } },
    ],
    contexts: [
      { name: 'main', context: { cluster: 'east', user: 'token' } },
      { name: 'other', context: { cluster: 'west', user: 'cert' } },
      { name: 'plugin', context: { cluster: 'west', user: 'plugin' } },
    ],
  }),
  '/home/second': stringify({
    'current-context': 'second',
    clusters: [{ name: 'east', cluster: { server: 'https://ignored' } }],
    users: null,
    contexts: [{ name: 'second', context: { cluster: 'east', user: 'basic' } }],
  }),
  '/home/ca.pem': 'CA',
  '/home/key.pem': 'KEY',
  '/secret/token': 't2\n',
  '/home/broken': 'clusters: 7',
};

const resolve = (settings: Partial<ConnectionSettings>): unknown =>
  resolveConnection({ configPaths: ['/home/config'], ...settings }, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT: ${path}`);
    return text;
  });

test('the current context, with files beside the kubeconfig', () => {
  expect(resolve({})).toEqual({ server: 'https://east:6443', insecure: false, ca: 'CA', token: 't1' });
});

test('another context, cluster or user', () => {
  expect(resolve({ context: 'other' })).toEqual({
    server: 'https://west:6443',
    insecure: true,
    serverName: 'api',
    certificate: 'CERT',
    key: 'KEY',
  });
  expect(resolve({ contextCluster: 'west' })).toMatchObject({ server: 'https://west:6443', token: 't1' });
  expect(resolve({ contextUser: 'file' })).toMatchObject({ server: 'https://east:6443', token: 't2' });
  expect(resolve({ contextUser: 'basic' })).toMatchObject({ username: 'u', password: 'p' });
});

test('of several files the first that names a thing wins', () => {
  expect(resolve({ configPaths: ['/home/config', '/home/second'], context: 'second' })).toMatchObject({
    server: 'https://east:6443',
    username: 'u',
  });
});

test('the provider block wins over the file', () => {
  expect(resolve({ host: 'https://h', ca: 'C', token: 't', insecure: true, serverName: 's' })).toEqual({
    server: 'https://h',
    insecure: true,
    serverName: 's',
    ca: 'C',
    token: 't',
  });
});

test('without a file', () => {
  expect(resolve({ configPaths: [] })).toEqual({ server: 'http://localhost', insecure: false });
  expect(resolve({ configPaths: [], host: 'api:6443', ca: 'C' })).toMatchObject({
    server: 'https://api:6443',
  });
});

test.each([
  [{ context: 'nope' }, 'context "nope" does not exist'],
  [{ context: 'plugin' }, 'exec plugin'],
  [{ configPaths: ['/home/broken'] }, '/home/broken is not a kubeconfig'],
  [{ configPaths: ['/home/absent'] }, 'ENOENT: /home/absent'],
])('%j is refused', (settings, message) => {
  expect(() => resolve(settings)).toThrow(message);
});
