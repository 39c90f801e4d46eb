import {
  attr,
  block,
  DiagnosticError,
  defineProvider,
  defineSchema,
  isUnknown,
  t,
  type UnknownConfigOf,
} from '../../../../src/tfplugin';
import { ApiClient } from './client';
import { endpointSlice } from './endpoint-slice';
import { endpoints } from './endpoints';
import {
  type Connection,
  type ConnectionSettings,
  KubeconfigError,
  type ReadFile,
  resolveConnection,
} from './kubeconfig';
import { namespaceResource } from './namespace';
import type { KubernetesClient, Sleep } from './objects';
import { serviceResource } from './service';
import { VERSION } from './version';

/** What the provider takes from its surroundings. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly readFile: ReadFile;
  readonly sleep: Sleep;
}

const optional = { optional: true } as const;

const schema = defineSchema({
  attributes: {
    client_certificate: attr.string(optional),
    client_key: attr.string(optional),
    cluster_ca_certificate: attr.string(optional),
    config_context: attr.string(optional),
    config_context_auth_info: attr.string(optional),
    config_context_cluster: attr.string(optional),
    config_path: attr.string(optional),
    config_paths: attr.list(t.string, optional),
    host: attr.string(optional),
    ignore_annotations: attr.list(t.string, optional),
    ignore_labels: attr.list(t.string, optional),
    insecure: attr.bool(optional),
    password: attr.string(optional),
    proxy_url: attr.string(optional),
    tls_server_name: attr.string(optional),
    token: attr.string(optional),
    username: attr.string(optional),
  },
  blocks: {
    exec: block.list({
      attributes: {
        api_version: attr.string({ required: true }),
        args: attr.list(t.string, optional),
        command: attr.string({ required: true }),
        env: attr.map(t.string, optional),
      },
    }),
    experiments: block.list({
      attributes: {
        manifest_resource: attr.bool({
          optional: true,
          deprecated: 'It has no effect: kubernetes_manifest is always on.',
        }),
      },
    }),
  },
});

/** The provider block. */
export type Config = UnknownConfigOf<typeof schema.body>;

function texts(list: Config['config_paths']): string[] {
  return Array.isArray(list)
    ? list.filter((item): item is string => typeof item === 'string' && item !== '')
    : [];
}

/** What the provider block and the environment say. Attribute, then environment; unknown counts as absent, as for the real provider. `KUBECONFIG` is ignored. */
export function connectionSettings(
  config: Config,
  { env, homeFolder }: Pick<Surroundings, 'env' | 'homeFolder'>,
): ConnectionSettings {
  const pick = (value: unknown, variable: string): string | undefined =>
    (typeof value === 'string' ? value : env[variable]) || undefined;
  const insecure =
    typeof config.insecure === 'boolean' ? config.insecure : env.KUBE_INSECURE === 'true' || undefined;
  const single = pick(config.config_path, 'KUBE_CONFIG_PATH');
  const several = texts(config.config_paths);
  const fromEnv = (env.KUBE_CONFIG_PATHS ?? '').split(':').filter((path) => path !== '');
  const paths = single !== undefined ? [single] : several.length > 0 ? several : fromEnv;
  const members = {
    context: pick(config.config_context, 'KUBE_CTX'),
    contextCluster: pick(config.config_context_cluster, 'KUBE_CTX_CLUSTER'),
    contextUser: pick(config.config_context_auth_info, 'KUBE_CTX_AUTH_INFO'),
    host: pick(config.host, 'KUBE_HOST'),
    insecure,
    serverName: pick(config.tls_server_name, 'KUBE_TLS_SERVER_NAME'),
    ca: pick(config.cluster_ca_certificate, 'KUBE_CLUSTER_CA_CERT_DATA'),
    certificate: pick(config.client_certificate, 'KUBE_CLIENT_CERT_DATA'),
    key: pick(config.client_key, 'KUBE_CLIENT_KEY_DATA'),
    token: pick(config.token, 'KUBE_TOKEN'),
    username: pick(config.username, 'KUBE_USER'),
    password: pick(config.password, 'KUBE_PASSWORD'),
  };
  return {
    configPaths: paths.map((path) => (path.startsWith('~/') ? homeFolder + path.slice(1) : path)),
    ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)),
  };
}

function connect(
  config: Config,
  surroundings: Surroundings,
  warn: (diagnostic: { summary: string; detail: string }) => void,
): Connection {
  const wanted = connectionSettings(config, surroundings);
  try {
    return resolveConnection(wanted, surroundings.readFile);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof KubeconfigError) {
      throw new DiagnosticError({
        summary: 'Provider configuration: cannot load Kubernetes client config',
        detail,
      });
    }
    // Real: reported with a severity that Terraform takes for neither error nor warning; the plan goes on.
    warn({ summary: 'Invalid attribute in provider configuration', detail });
    return resolveConnection({ ...wanted, configPaths: [] }, surroundings.readFile);
  }
}

/**
 * The stand-in for hashicorp/kubernetes 2.38.0: the provider block and four resources of the real one, with its schema
 * and its behaviour towards Terraform and the API server. For machines that cannot install the real one.
 */
export function kubernetesProvider(surroundings: Surroundings) {
  return defineProvider({
    address: 'registry.terraform.io/hashicorp/kubernetes',
    version: VERSION,
    schema,
    validate({ config, error }) {
      if (config.config_path !== null && config.config_paths !== null) {
        error({
          summary: 'Conflicting configuration arguments',
          detail: '"config_path": conflicts with config_paths',
          path: ['config_path'],
        });
      }
    },
    configure({ config, terraformVersion, warn }): KubernetesClient {
      const unsupported = [
        ...(isUnknown(config.exec) || config.exec.length > 0 ? ['exec'] : []),
        ...(typeof config.proxy_url === 'string' || surroundings.env.KUBE_PROXY_URL ? ['proxy_url'] : []),
      ];
      for (const name of unsupported) {
        throw new DiagnosticError({
          summary: `The stand-in for hashicorp/kubernetes does not support ${name}`,
          detail:
            'Install the real provider, or name the API server and a token or certificate in a kubeconfig.',
          path: [name],
        });
      }
      const connection = connect(config, surroundings, warn);
      const patterns = (list: Config['ignore_labels']): RegExp[] =>
        texts(list).map((text) => new RegExp(text));
      return {
        api: new ApiClient(connection, terraformVersion),
        ignored: { labels: patterns(config.ignore_labels), annotations: patterns(config.ignore_annotations) },
      };
    },
    resources: {
      kubernetes_endpoint_slice_v1: endpointSlice,
      kubernetes_endpoints_v1: endpoints,
      kubernetes_namespace_v1: namespaceResource(surroundings.sleep),
      kubernetes_service_v1: serviceResource(surroundings.sleep),
    },
  });
}
