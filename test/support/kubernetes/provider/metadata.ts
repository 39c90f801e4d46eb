import {
  attr,
  block,
  eachKey,
  eachValue,
  keepPriorValue,
  must,
  requiresReplace,
  type StateOf,
  t,
  type Validator,
} from '../../../../src/tfplugin';
import { dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from '../names';
import type { Metadata } from '../shapes';

/** One step of a JSON patch. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

const fits = (expects: string, problems: (value: string) => readonly string[]): Validator<string> =>
  must(expects, (value) => problems(value).length === 0);

const fields = {
  annotations: attr.map(t.string, {
    optional: true,
    validators: [eachKey(fits('a qualified name', (key) => qualifiedName(key.toLowerCase())))],
  }),
  generate_name: attr.string({
    optional: true,
    planModifiers: [requiresReplace()],
    validators: [fits('a prefix of a DNS label', (prefix) => dns1123Label(`${prefix}x`))],
  }),
  labels: attr.map(t.string, {
    optional: true,
    validators: [
      eachKey(fits('a qualified name', qualifiedName)),
      eachValue(fits('a label value', labelValue)),
    ],
  }),
  name: attr.string({
    optional: true,
    computed: true,
    planModifiers: [keepPriorValue(), requiresReplace()],
    validators: [fits('a lowercase RFC 1123 subdomain, like "june-stt" or "example.com"', dns1123Subdomain)],
  }),
  resource_version: attr.string({ computed: true }),
  uid: attr.string({ computed: true, planModifiers: [keepPriorValue()] }),
};
const fixedGeneration = { generation: attr.number({ computed: true, planModifiers: [keepPriorValue()] }) };
const namespace = { namespace: attr.string({ default: 'default', planModifiers: [requiresReplace()] }) };
const exactlyOne = { minItems: 1, maxItems: 1 };

/** `metadata` of a Namespace. */
export const clusterMetadata = block.list({ attributes: { ...fields, ...fixedGeneration } }, exactlyOne);
/** `metadata` of a Service or Endpoints, of which the server counts no generations. */
export const namespacedMetadata = block.list(
  { attributes: { ...fields, ...fixedGeneration, ...namespace } },
  exactlyOne,
);
/** `metadata` of an EndpointSlice, whose generation grows. */
export const sliceMetadata = block.list(
  { attributes: { ...fields, generation: attr.number({ computed: true }), ...namespace } },
  exactlyOne,
);

/** Stored metadata of a namespaced object. */
export type NamespacedMetadata = StateOf<(typeof namespacedMetadata)['body']>;
/** Stored metadata of a Namespace. */
export type ClusterMetadata = StateOf<(typeof clusterMetadata)['body']>;

/** The planned part of metadata that is sent. */
interface PlannedMetadata {
  readonly annotations: Readonly<Record<string, string>> | null;
  readonly generate_name: string | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly name: unknown;
  readonly namespace?: string;
}

function filled(map: Readonly<Record<string, string>> | null): Record<string, string> | undefined {
  return map === null || Object.keys(map).length === 0 ? undefined : { ...map };
}

/** Metadata of the object to create. */
export function sentMetadata(planned: PlannedMetadata): unknown {
  return {
    ...(typeof planned.name === 'string' ? { name: planned.name } : {}),
    ...(planned.generate_name === null ? {} : { generateName: planned.generate_name }),
    ...(planned.namespace === undefined ? {} : { namespace: planned.namespace }),
    labels: filled(planned.labels),
    annotations: filled(planned.annotations),
    creationTimestamp: null,
  };
}

/** Keys that clusters put there themselves; they stay out of the state (kubernetes.md 1.2). */
function isInternal(key: string): boolean {
  const host = key.includes('/') ? key.slice(0, key.indexOf('/')) : key;
  if (host === 'app.kubernetes.io' || host === 'service.beta.kubernetes.io') return false;
  return host.endsWith('kubernetes.io') || key.includes('deprecated.daemonset.template.generation');
}

function visible(
  remote: Readonly<Record<string, string>> | undefined,
  own: Readonly<Record<string, string>> | null | undefined,
  ignored: readonly RegExp[],
): Record<string, string> | null {
  const kept = Object.entries(remote ?? {}).filter(
    ([key]) =>
      Object.hasOwn(own ?? {}, key) || !(isInternal(key) || ignored.some((pattern) => pattern.test(key))),
  );
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** Labels and annotations that the configuration owns. */
export type OwnKeys = Pick<PlannedMetadata, 'labels' | 'annotations'>;

/** Keys of labels and annotations that the provider block tells to leave alone. */
export interface Ignored {
  readonly labels: readonly RegExp[];
  readonly annotations: readonly RegExp[];
}

/**
 * Metadata as it is stored.
 *
 * @param own the stored metadata, or the planned one of a new object: its keys are kept even if they are internal
 */
export function storedMetadata(
  remote: Metadata,
  own: OwnKeys | undefined,
  ignored: Ignored,
): ClusterMetadata {
  return {
    annotations: visible(remote.annotations, own?.annotations, ignored.annotations),
    generate_name: remote.generateName ?? null,
    generation: remote.generation ?? 0,
    labels: visible(remote.labels, own?.labels, ignored.labels),
    name: remote.name ?? null,
    resource_version: remote.resourceVersion ?? null,
    uid: remote.uid ?? null,
  };
}

/** {@link storedMetadata} of an object that has a namespace. */
export function storedNamespacedMetadata(
  ...[remote, own, ignored]: Parameters<typeof storedMetadata>
): NamespacedMetadata {
  return { ...storedMetadata(remote, own, ignored), namespace: remote.namespace ?? null };
}

function patchMap(
  path: string,
  before: Readonly<Record<string, string>> | null,
  after: Readonly<Record<string, string>> | null,
): PatchOperation[] {
  const old = before ?? {};
  const wanted = after ?? {};
  const at = (key: string): string => `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const changed = Object.entries(wanted).filter(([key, value]) => old[key] !== value);
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(wanted, key));
  if (changed.length + gone.length === 0) return [];
  // The whole map at once, even over labels that others put there: so does the real provider (kubernetes.md 1.2).
  if (Object.keys(old).length === 0) return [{ op: 'add', path, value: wanted }];
  return [
    ...gone.map((key) => ({ op: 'remove' as const, path: at(key) })),
    ...changed.map(([key, value]) => ({
      op: Object.hasOwn(old, key) ? ('replace' as const) : ('add' as const),
      path: at(key),
      value,
    })),
  ];
}

/** The patch from stored to planned labels and annotations. */
export function metadataPatch(prior: OwnKeys | undefined, planned: OwnKeys | undefined): PatchOperation[] {
  return [
    ...patchMap('/metadata/annotations', prior?.annotations ?? null, planned?.annotations ?? null),
    ...patchMap('/metadata/labels', prior?.labels ?? null, planned?.labels ?? null),
  ];
}
