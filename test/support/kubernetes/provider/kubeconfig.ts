import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const text = z.string().optional();
const clusterShape = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': text,
});
const userShape = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  exec: z.unknown().optional(),
});
const contextShape = z.object({ cluster: text, user: text });
const fileShape = z.object({
  'current-context': text,
  clusters: z.array(z.object({ name: z.string(), cluster: clusterShape })).nullish(),
  users: z.array(z.object({ name: z.string(), user: userShape })).nullish(),
  contexts: z.array(z.object({ name: z.string(), context: contextShape })).nullish(),
});

/** Where the API is and how to authenticate. */
export interface Connection {
  /** URL of the API without a trailing slash. */
  readonly server: string;
  /** PEM of the authority that signs the server's certificate. Default: the public ones. */
  readonly ca?: string;
  /** True accepts any certificate. */
  readonly insecure: boolean;
  /** Name that the server's certificate has to carry. Default: the host of `server`. */
  readonly serverName?: string;
  /** PEM of the client's certificate and key. */
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
}

/** The provider block (environment included) that overrides what a kubeconfig says. Empty texts count as absent. */
export interface ConnectionSettings {
  /** Paths of kubeconfig files; the first that names a thing wins. */
  readonly configPaths: readonly string[];
  readonly context?: string;
  readonly contextCluster?: string;
  readonly contextUser?: string;
  readonly host?: string;
  readonly insecure?: boolean;
  readonly serverName?: string;
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
}

/** A kubeconfig that cannot be used, with the text that the real provider shows. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
}

/** Reads a file as text; throws like `fs.readFileSync`. */
export type ReadFile = (path: string) => string;

interface Entries {
  context: string | undefined;
  readonly clusters: Map<string, { readonly value: z.infer<typeof clusterShape>; readonly folder: string }>;
  readonly users: Map<string, { readonly value: z.infer<typeof userShape>; readonly folder: string }>;
  readonly contexts: Map<string, z.infer<typeof contextShape>>;
}

function load(paths: readonly string[], readFile: ReadFile): Entries {
  const entries: Entries = { context: undefined, clusters: new Map(), users: new Map(), contexts: new Map() };
  for (const path of paths) {
    const parsed = fileShape.safeParse(parse(readFile(path)) ?? {});
    if (!parsed.success)
      throw new KubeconfigError(`${path} is not a kubeconfig: ${z.prettifyError(parsed.error)}`);
    const file = parsed.data;
    const folder = dirname(path);
    entries.context ??= file['current-context'] || undefined;
    for (const { name, cluster: value } of file.clusters ?? []) {
      if (!entries.clusters.has(name)) entries.clusters.set(name, { value, folder });
    }
    for (const { name, user: value } of file.users ?? []) {
      if (!entries.users.has(name)) entries.users.set(name, { value, folder });
    }
    for (const { name, context } of file.contexts ?? []) {
      if (!entries.contexts.has(name)) entries.contexts.set(name, context);
    }
  }
  return entries;
}

/** Without a scheme, a host is https as soon as there is something that only TLS can use. */
function serverUrl(host: string, tls: boolean): string {
  const url = /^https?:\/\//.test(host) ? host : `${tls ? 'https' : 'http'}://${host}`;
  return url.replace(/\/+$/, '');
}

/**
 * Works out the connection from provider block and kubeconfig files: the block wins over the files. Without any
 * address it is `http://localhost`, as for the real provider.
 *
 * @throws KubeconfigError for a file that is none, an unknown context, or a login by an exec plugin
 * @throws whatever `readFile` throws
 */
export function resolveConnection(settings: ConnectionSettings, readFile: ReadFile): Connection {
  const entries = load(settings.configPaths, readFile);
  const contextName = settings.context || entries.context;
  const context = contextName === undefined ? undefined : entries.contexts.get(contextName);
  if (contextName !== undefined && !context)
    throw new KubeconfigError(`context "${contextName}" does not exist`);
  const cluster = entries.clusters.get(settings.contextCluster || context?.cluster || '');
  const user = entries.users.get(settings.contextUser || context?.user || '');
  if (user?.value.exec !== undefined) {
    throw new KubeconfigError(
      `user "${context?.user ?? ''}" logs in with an exec plugin, which the stand-in does not run`,
    );
  }
  const fromFile = (path: string | undefined, folder: string | undefined): string | undefined =>
    path ? readFile(resolve(folder ?? '.', path)) : undefined;
  const fromData = (data: string | undefined): string | undefined =>
    data ? Buffer.from(data, 'base64').toString('utf8') : undefined;

  const ca =
    settings.ca ||
    fromData(cluster?.value['certificate-authority-data']) ||
    fromFile(cluster?.value['certificate-authority'], cluster?.folder);
  const certificate =
    settings.certificate ||
    fromData(user?.value['client-certificate-data']) ||
    fromFile(user?.value['client-certificate'], user?.folder);
  const key =
    settings.key ||
    fromData(user?.value['client-key-data']) ||
    fromFile(user?.value['client-key'], user?.folder);
  const token = settings.token || user?.value.token || fromFile(user?.value.tokenFile, user?.folder)?.trim();
  const serverName = settings.serverName || cluster?.value['tls-server-name'];
  const username = settings.username || user?.value.username;
  const password = settings.password || user?.value.password;
  const tls = Boolean(settings.ca) || Boolean(settings.certificate);
  return {
    server: serverUrl(settings.host || cluster?.value.server || 'localhost', tls),
    insecure: settings.insecure ?? cluster?.value['insecure-skip-tls-verify'] ?? false,
    ...(ca ? { ca } : {}),
    ...(serverName ? { serverName } : {}),
    ...(certificate ? { certificate } : {}),
    ...(key ? { key } : {}),
    ...(token ? { token } : {}),
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
  };
}
