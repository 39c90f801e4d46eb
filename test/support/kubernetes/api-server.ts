import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'yaml';

import { DEFAULT_VERSION, discoveryDocument } from './discovery';
import { apiVersion, type Kind, KINDS, parseTarget, type Target } from './kinds';
import { applyPatch } from './patches';
import { selection } from './selectors';
import type { KubernetesObject } from './shapes';
import {
  badRequest,
  deleted,
  methodNotAllowed,
  noSuchResource,
  StatusError,
  unsupportedMediaType,
} from './status';
import { type ObjectOf, ObjectStore } from './store';
import { table } from './tables';

/** How to start the API. */
export interface KubernetesApiOptions {
  /** Clock of creation times and ages. Default: the system's. */
  readonly now?: () => Date;
  /** `gitVersion` of `/version`. Default: `v1.32.4`. */
  readonly version?: string;
}

/** One request that the API answered. Headers with credentials are not kept. */
export interface LoggedRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Media type of the body without parameters, empty without a body. */
  readonly contentType: string;
  readonly userAgent: string;
  /** The parsed JSON body; undefined without one. */
  readonly body: unknown;
  /** HTTP status of the answer. */
  readonly status: number;
}

/** A running API. */
export interface KubernetesApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** All answered requests, oldest first. Grows; `length = 0` empties it. */
  readonly requests: LoggedRequest[];
  /** Text of a kubeconfig file for this API, in YAML. */
  kubeconfig(): string;
  /** Copies of all objects of a kind, by namespace and name. Default: all namespaces. */
  objects<K extends Kind>(kind: K, namespace?: string): ObjectOf<K>[];
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly accept: string;
  readonly contentType: string;
  readonly body: unknown;
}

const JSON_TYPE = 'application/json';

/** Lists that kubectl and the provider look into, and that are always empty or have one member here. */
function extras(pathname: string, store: ObjectStore): Answer | undefined {
  if (/^\/api\/v1\/(namespaces\/[^/]+\/)?events$/.test(pathname)) {
    const metadata = { resourceVersion: store.resourceVersion };
    return { status: 200, body: { kind: 'EventList', apiVersion: 'v1', metadata, items: [] } };
  }
  const account = /^\/api\/v1\/namespaces\/([^/]+)\/serviceaccounts\/default$/.exec(pathname);
  if (!account) return undefined;
  const namespace = account[1] ?? '';
  store.read(KINDS.Namespace, '', namespace);
  return {
    status: 200,
    body: { kind: 'ServiceAccount', apiVersion: 'v1', metadata: { name: 'default', namespace } },
  };
}

function present(
  call: Call,
  target: Target,
  found: readonly KubernetesObject[],
  store: ObjectStore,
  now: Date,
): unknown {
  if (call.accept.includes('as=Table')) return table(target.info.kind, found, store.resourceVersion, now);
  if (target.name !== undefined) return found[0];
  const metadata = { resourceVersion: store.resourceVersion };
  return { kind: `${target.info.kind}List`, apiVersion: apiVersion(target.info), metadata, items: found };
}

function onCollection(call: Call, target: Target, store: ObjectStore, now: Date): Answer {
  const { searchParams } = call.url;
  if (call.method === 'POST') {
    if (call.contentType !== JSON_TYPE) throw unsupportedMediaType(call.contentType, [JSON_TYPE]);
    return { status: 201, body: store.create(target, call.body, searchParams.get('dryRun') === 'All') };
  }
  if (call.method !== 'GET' || searchParams.get('watch') === 'true') throw methodNotAllowed();
  const found = store.list(target.info.kind, target.namespace).filter(selection(searchParams));
  return { status: 200, body: present(call, target, found, store, now) };
}

function onObject(call: Call, target: Target, store: ObjectStore, now: Date): Answer {
  const { info, namespace, name = '' } = target;
  const dryRun = call.url.searchParams.get('dryRun') === 'All';
  switch (call.method) {
    case 'GET':
      return { status: 200, body: present(call, target, [store.read(info, namespace, name)], store, now) };
    case 'PUT':
      if (call.contentType !== JSON_TYPE) throw unsupportedMediaType(call.contentType, [JSON_TYPE]);
      return { status: 200, body: store.update(target, () => call.body, dryRun) };
    case 'PATCH': {
      const patched = (old: KubernetesObject): unknown => applyPatch(call.contentType, old, call.body);
      return { status: 200, body: store.update(target, patched, dryRun) };
    }
    case 'DELETE':
      return { status: 200, body: deleted(info, name, store.remove(target, dryRun).metadata.uid ?? '') };
    default:
      throw methodNotAllowed();
  }
}

function answer(call: Call, store: ObjectStore, options: KubernetesApiOptions, now: Date): Answer {
  const { pathname } = call.url;
  const document =
    discoveryDocument(pathname, options.version ?? DEFAULT_VERSION) ?? extras(pathname, store)?.body;
  if (document !== undefined) return { status: 200, body: document };
  const target = parseTarget(pathname);
  if (!target) throw noSuchResource();
  return target.name === undefined
    ? onCollection(call, target, store, now)
    : onObject(call, target, store, now);
}

async function readBody(request: IncomingMessage, contentType: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '' || !/json/.test(contentType)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badRequest(`the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function kubeconfig(url: string): string {
  const name = 'in-memory';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url } }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: 'default' } }],
    'current-context': name,
  });
}

/**
 * Starts an in-memory Kubernetes API for Service, Endpoints, EndpointSlice and Namespace on a free loopback port:
 * enough for hashicorp/kubernetes 2.38 and for `kubectl get`, `describe`, `patch` and `delete` (kubernetes.md 6).
 * Plain HTTP, over which clients send no credentials; no watch; writes take effect at once, controllers included.
 */
export async function startKubernetesApi(options: KubernetesApiOptions = {}): Promise<KubernetesApi> {
  const now = options.now ?? ((): Date => new Date());
  const store = new ObjectStore(now);
  const requests: LoggedRequest[] = [];

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://api');
    const method = request.method ?? 'GET';
    const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
    let body: unknown;
    let result: Answer;
    try {
      body = await readBody(request, contentType);
      result = answer(
        { method, url, accept: request.headers.accept ?? '', contentType, body },
        store,
        options,
        now(),
      );
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      result = { status: error.status.code, body: error.status };
    }
    requests.push({
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      contentType,
      userAgent: request.headers['user-agent'] ?? '',
      body,
      status: result.status,
    });
    response.writeHead(result.status, { 'content-type': JSON_TYPE }).end(JSON.stringify(result.body));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    kubeconfig: () => kubeconfig(url),
    objects: (kind, namespace = '') => store.list(kind, namespace),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
