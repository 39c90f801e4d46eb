/** The kinds that the in-memory API stores. */
export type Kind = 'Namespace' | 'Service' | 'Endpoints' | 'EndpointSlice';

/** How one kind is named in paths, tables and messages. */
export interface KindInfo {
  readonly kind: Kind;
  /** API group, empty for the core group. */
  readonly group: '' | 'discovery.k8s.io';
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
}

/** Name and surroundings of every kind. */
export const KINDS: Readonly<Record<Kind, KindInfo>> = {
  Namespace: {
    kind: 'Namespace',
    group: '',
    plural: 'namespaces',
    singular: 'namespace',
    shortNames: ['ns'],
    namespaced: false,
  },
  Service: {
    kind: 'Service',
    group: '',
    plural: 'services',
    singular: 'service',
    shortNames: ['svc'],
    namespaced: true,
  },
  Endpoints: {
    kind: 'Endpoints',
    group: '',
    plural: 'endpoints',
    singular: 'endpoints',
    shortNames: ['ep'],
    namespaced: true,
  },
  EndpointSlice: {
    kind: 'EndpointSlice',
    group: 'discovery.k8s.io',
    plural: 'endpointslices',
    singular: 'endpointslice',
    shortNames: [],
    namespaced: true,
  },
};

/** `v1` or `discovery.k8s.io/v1`. */
export function apiVersion(info: KindInfo): string {
  return info.group ? `${info.group}/v1` : 'v1';
}

/** `endpointslices.discovery.k8s.io`, `services`: how not-found messages name a kind. */
export function qualifiedPlural(info: KindInfo): string {
  return info.group ? `${info.plural}.${info.group}` : info.plural;
}

/** `EndpointSlice.discovery.k8s.io`, `Service`: how validation messages name a kind. */
export function qualifiedKind(info: KindInfo): string {
  return info.group ? `${info.kind}.${info.group}` : info.kind;
}

/** What a path points at: one object, or a collection (then `name` is absent). */
export interface Target {
  readonly info: KindInfo;
  /** Empty for namespaces and for a collection over all namespaces. */
  readonly namespace: string;
  readonly name?: string;
}

const ROOTS: readonly (readonly [string, KindInfo['group']])[] = [
  ['/api/v1/', ''],
  ['/apis/discovery.k8s.io/v1/', 'discovery.k8s.io'],
];

/**
 * Reads an API path.
 *
 * @param pathname path of the URL without the query, `/api/v1/namespaces/default/services/june-stt`
 * @returns undefined when no stored kind answers to it
 */
export function parseTarget(pathname: string): Target | undefined {
  const root = ROOTS.find(([prefix]) => pathname.startsWith(prefix));
  if (!root) return undefined;
  const [prefix, group] = root;
  const parts = pathname.slice(prefix.length).split('/').map(decodeURIComponent);
  const kinds = Object.values(KINDS).filter((info) => info.group === group);
  const byPlural = (plural: string | undefined, namespaced: boolean): KindInfo | undefined =>
    kinds.find((info) => info.plural === plural && info.namespaced === namespaced);

  if (parts[0] === 'namespaces' && parts.length >= 3) {
    const info = byPlural(parts[2], true);
    if (!info || parts.length > 4) return undefined;
    return { info, namespace: parts[1] ?? '', ...(parts[3] ? { name: parts[3] } : {}) };
  }
  if (parts.length === 1) {
    const info = byPlural(parts[0], true) ?? byPlural(parts[0], false);
    return info && { info, namespace: '' };
  }
  const info = byPlural(parts[0], false);
  return info && parts.length === 2 && parts[1] ? { info, namespace: '', name: parts[1] } : undefined;
}
