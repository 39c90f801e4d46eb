import { unknown } from '../../../src/tfplugin';
import {
  type Config,
  connectionSettings,
  kubernetesProvider,
} from '../../support/kubernetes/provider/provider';

const EMPTY: Config = {
  client_certificate: null,
  client_key: null,
  cluster_ca_certificate: null,
  config_context: null,
  config_context_auth_info: null,
  config_context_cluster: null,
  config_path: null,
  config_paths: null,
  host: null,
  ignore_annotations: null,
  ignore_labels: null,
  insecure: null,
  password: null,
  proxy_url: null,
  tls_server_name: null,
  token: null,
  username: null,
  exec: [],
  experiments: [],
};

const settings = (config: Partial<Config>, env: Record<string, string> = {}): unknown =>
  connectionSettings({ ...EMPTY, ...config }, { env, homeFolder: '/home/me' });

test.each([
  ['nothing', {}, {}, { configPaths: [] }],
  [
    'an attribute',
    { config_path: '~/kube' },
    { KUBE_CONFIG_PATH: '/env' },
    { configPaths: ['/home/me/kube'] },
  ],
  ['the environment', {}, { KUBE_CONFIG_PATH: '/env' }, { configPaths: ['/env'] }],
  ['KUBECONFIG, which is ignored', {}, { KUBECONFIG: '/env' }, { configPaths: [] }],
  ['several files', { config_paths: ['/a', '~/b'] }, {}, { configPaths: ['/a', '/home/me/b'] }],
  ['several files of the environment', {}, { KUBE_CONFIG_PATHS: '/a:/b' }, { configPaths: ['/a', '/b'] }],
  ['what is not known yet', { config_path: unknown(), host: unknown() }, {}, { configPaths: [] }],
  ['an empty text', { host: '' }, { KUBE_HOST: 'https://env' }, { configPaths: [] }],
  [
    'a false that is meant',
    { insecure: false },
    { KUBE_INSECURE: 'true' },
    { configPaths: [], insecure: false },
  ],
  [
    'everything of the environment',
    {},
    {
      KUBE_HOST: 'h',
      KUBE_TOKEN: 't',
      KUBE_USER: 'u',
      KUBE_PASSWORD: 'p',
      KUBE_INSECURE: 'true',
      KUBE_TLS_SERVER_NAME: 's',
      KUBE_CLIENT_CERT_DATA: 'cert',
      KUBE_CLIENT_KEY_DATA: 'key',
      KUBE_CLUSTER_CA_CERT_DATA: 'ca',
      KUBE_CTX: 'c',
      KUBE_CTX_CLUSTER: 'cc',
      KUBE_CTX_AUTH_INFO: 'cu',
    },
    {
      configPaths: [],
      host: 'h',
      token: 't',
      username: 'u',
      password: 'p',
      insecure: true,
      serverName: 's',
      certificate: 'cert',
      key: 'key',
      ca: 'ca',
      context: 'c',
      contextCluster: 'cc',
      contextUser: 'cu',
    },
  ],
])('%s', (_name, config, env, expected) => {
  expect(settings(config, env as Record<string, string>)).toEqual(expected);
});

describe('configure', () => {
  function configure(
    config: Partial<Config>,
    files: Record<string, string> = {},
  ): { warnings: string[]; client: unknown } {
    const warnings: string[] = [];
    const provider = kubernetesProvider({
      env: {},
      homeFolder: '/home/me',
      readFile: (path) => {
        const text = files[path];
        if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
        return text;
      },
      sleep: () => Promise.resolve(),
    });
    const log = { trace: noop, debug: noop, info: noop, warn: noop, error: noop };
    const client = provider.configure({
      config: { ...EMPTY, ...config },
      terraformVersion: '1.11.4',
      signal: new AbortController().signal,
      warn: ({ detail = '' }) => void warnings.push(detail),
      log: log as never,
    });
    return { warnings, client };
  }
  const noop = (): void => undefined;

  test('a kubeconfig that is missing is a warning: plans may go on', () => {
    expect(configure({ config_path: '/no' }).warnings).toEqual([
      "ENOENT: no such file or directory, open '/no'",
    ]);
  });

  test('an unknown context is an error', () => {
    const files = { '/kube': 'apiVersion: v1\nkind: Config\n' };
    expect(() => configure({ config_path: '/kube', config_context: 'nope' }, files)).toThrow(
      'Provider configuration: cannot load Kubernetes client config: context "nope" does not exist',
    );
  });

  test('what the stand-in cannot do, it says', () => {
    const exec = [{ api_version: 'v1', command: 'x', args: null, env: null }];
    expect(() => configure({ exec })).toThrow('does not support exec');
    expect(() => configure({ proxy_url: 'http://p' })).toThrow('does not support proxy_url');
  });

  test('keys to ignore are patterns', () => {
    const { client } = configure({ ignore_labels: ['^team/'], ignore_annotations: ['note'] });
    expect(client).toMatchObject({ ignored: { labels: [/^team\//], annotations: [/note/] } });
  });
});
