import { randomUUID } from 'node:crypto';

import { type Taken, withDefaults } from './defaults';
import { sameJson } from './json';
import { type Kind, KINDS, type KindInfo, type Target, apiVersion } from './kinds';
import { isMirrored, mirror, SERVICE_NAME } from './mirroring';
import { decodeObject, type EndpointSlice, type KubernetesObject } from './shapes';
import { alreadyExists, badRequest, conflict, forbidden, invalid, notFound } from './status';
import { validate } from './validation';

/** An object of one kind. */
export type ObjectOf<K extends Kind> = Extract<KubernetesObject, { kind: K }>;

/** Namespaces of a fresh cluster; the first three may not be deleted. */
const FIRST_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];
const SUFFIX_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

function randomSuffix(): string {
  const digits = BigInt(`0x${randomUUID().replaceAll('-', '')}`);
  return Array.from({ length: 5 }, (_, n) => SUFFIX_ALPHABET[Number((digits >> BigInt(8 * n)) % 27n)]).join(
    '',
  );
}

/** All objects of the cluster, and what the server and its controllers do to them on each write. */
export class ObjectStore {
  private readonly objects = new Map<string, KubernetesObject>();
  private version = 0;

  /** @param now clock of `creationTimestamp` */
  constructor(private readonly now: () => Date) {
    for (const name of FIRST_NAMESPACES) {
      this.create({ info: KINDS.Namespace, namespace: '' }, { metadata: { name } }, false);
    }
  }

  /** Version of the last write, the `resourceVersion` of a list. */
  get resourceVersion(): string {
    return String(this.version);
  }

  /** Copies of all objects of a kind, ordered by namespace and name. An empty namespace means all of them. */
  list<K extends Kind>(kind: K, namespace: string): ObjectOf<K>[] {
    const key = (object: KubernetesObject): string =>
      `${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`;
    return [...this.objects.values()]
      .filter((object): object is ObjectOf<K> => object.kind === kind)
      .filter((object) => namespace === '' || object.metadata.namespace === namespace)
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
      .map((object) => structuredClone(object));
  }

  /** A copy of one object. @throws StatusError 404 */
  read(info: KindInfo, namespace: string, name: string): KubernetesObject {
    const object = this.objects.get(this.key(info.kind, namespace, name));
    if (!object) throw notFound(info, name);
    return structuredClone(object);
  }

  /** Stores a new object. @throws StatusError 400, 404 (namespace), 409 or 422 */
  create({ info, namespace }: Target, body: unknown, dryRun: boolean): KubernetesObject {
    const sent = this.place(decodeObject(info, body), info, namespace);
    const { generateName = '' } = sent.metadata;
    const name = sent.metadata.name || (generateName && `${generateName}${randomSuffix()}`);
    if (!name) {
      const message = 'Required value: name or generateName is required';
      throw invalid(info, '', [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }]);
    }
    if (info.namespaced && !this.objects.has(this.key('Namespace', '', namespace))) {
      throw notFound(KINDS.Namespace, namespace);
    }
    const metadata = {
      ...sent.metadata,
      name,
      uid: randomUUID(),
      creationTimestamp: this.now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
      ...(info.kind === 'EndpointSlice' ? { generation: 1 } : {}),
    };
    const object = this.checked({ ...sent, metadata }, undefined);
    if (this.objects.has(this.key(info.kind, namespace, name))) throw alreadyExists(info, name);
    return dryRun ? object : this.write(object);
  }

  /** Replaces an object; `change` gets a copy of the stored one. @throws StatusError 400, 404, 409 or 422 */
  update(
    { info, namespace, name = '' }: Target,
    change: (old: KubernetesObject) => unknown,
    dryRun: boolean,
  ): KubernetesObject {
    const old = this.read(info, namespace, name);
    const sent = this.place(decodeObject(info, change(structuredClone(old))), info, namespace);
    if (sent.metadata.name !== name) {
      const got = sent.metadata.name ?? '';
      throw badRequest(`the name of the object (${got}) does not match the name on the URL (${name})`);
    }
    const { uid, creationTimestamp, generation, resourceVersion } = old.metadata;
    const expected = sent.metadata.resourceVersion;
    if (expected && expected !== resourceVersion) throw conflict(info, name);
    const kept = Object.entries({ uid, creationTimestamp, generation, resourceVersion });
    const metadata = {
      ...sent.metadata,
      ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    };
    const object = this.checked({ ...sent, metadata }, old);
    if (sameJson(object, old) || dryRun) return object;
    if (object.kind === 'EndpointSlice' && !sameJson({ ...object, metadata }, { ...old, metadata })) {
      object.metadata.generation = (generation ?? 0) + 1;
    }
    return this.write(object);
  }

  /** Deletes an object with what depends on it, at once; returns it. @throws StatusError 403 or 404 */
  remove({ info, namespace, name = '' }: Target, dryRun: boolean): KubernetesObject {
    const object = this.read(info, namespace, name);
    if (info.kind === 'Namespace' && FIRST_NAMESPACES.slice(0, 3).includes(name)) {
      throw forbidden(info, name, 'this namespace may not be deleted');
    }
    if (dryRun) return object;
    this.objects.delete(this.key(info.kind, namespace, name));
    this.version += 1;
    // The endpoints controller removes the Endpoints of a deleted Service (kubernetes.md 3.5); own slices stay.
    if (info.kind === 'Service') this.objects.delete(this.key('Endpoints', namespace, name));
    if (info.kind === 'Namespace') {
      for (const [key, other] of this.objects)
        if (other.metadata.namespace === name) this.objects.delete(key);
    }
    this.syncMirror(namespace, name);
    return object;
  }

  private key(kind: Kind, namespace: string, name: string): string {
    return `${kind}/${namespace}/${name}`;
  }

  private place(object: KubernetesObject, info: KindInfo, namespace: string): KubernetesObject {
    const own = object.metadata.namespace;
    if (info.namespaced && own && own !== namespace) {
      throw badRequest(
        `the namespace of the provided object does not match the namespace sent on the request (${own}, ${namespace})`,
      );
    }
    const metadata = { ...object.metadata, ...(info.namespaced ? { namespace } : {}) };
    return { ...object, metadata };
  }

  private checked(object: KubernetesObject, old: KubernetesObject | undefined): KubernetesObject {
    const taken = this.taken(old);
    const complete = withDefaults(object, old, taken);
    const errors = validate(complete, old, taken);
    if (errors.length > 0) throw invalid(KINDS[object.kind], object.metadata.name ?? '', errors);
    return complete;
  }

  private taken(except: KubernetesObject | undefined): Taken {
    const others = this.list('Service', '').filter(
      (service) => service.metadata.uid !== except?.metadata.uid,
    );
    const ports = others.flatMap(({ spec }) => spec.ports ?? []);
    return {
      clusterIps: new Set(others.flatMap(({ spec }) => spec.clusterIPs ?? [])),
      nodePorts: new Set(ports.flatMap(({ nodePort }) => (nodePort ? [nodePort] : []))),
    };
  }

  private write(object: KubernetesObject): KubernetesObject {
    this.version += 1;
    const { namespace = '', name = '' } = object.metadata;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: this.resourceVersion } };
    this.objects.set(this.key(object.kind, namespace, name), stored);
    if (object.kind === 'Service' || object.kind === 'Endpoints') this.syncMirror(namespace, name);
    return structuredClone(stored);
  }

  /** Does the mirroring controller's work for the Endpoints of one name, whether they exist or not. */
  private syncMirror(namespace: string, name: string): void {
    const endpoints = this.objects.get(this.key('Endpoints', namespace, name));
    const service = this.objects.get(this.key('Service', namespace, name));
    const wanted =
      endpoints?.kind === 'Endpoints'
        ? mirror(endpoints, service?.kind === 'Service' ? service : undefined)
        : [];
    const content = (slice: EndpointSlice): string =>
      JSON.stringify([slice.addressType, slice.endpoints, slice.ports, slice.metadata.labels]);
    const missing = new Map(wanted.map((slice) => [content(slice), slice]));
    for (const slice of this.list('EndpointSlice', namespace)) {
      if (!isMirrored(slice) || slice.metadata.labels?.[SERVICE_NAME] !== name) continue;
      if (missing.delete(content(slice))) continue;
      this.objects.delete(this.key('EndpointSlice', namespace, slice.metadata.name ?? ''));
    }
    for (const slice of missing.values()) {
      this.create(
        { info: KINDS.EndpointSlice, namespace },
        { ...slice, apiVersion: apiVersion(KINDS.EndpointSlice) },
        false,
      );
    }
  }
}
