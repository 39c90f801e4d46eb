import { KINDS, type KindInfo } from './kinds';

/** Version that the server gives itself: kubectl wrappers choose a client by it, the provider parses it. */
export const DEFAULT_VERSION = 'v1.32.4';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update'];
const DISCOVERY = 'discovery.k8s.io';

function resources(groupVersion: string, group: KindInfo['group']): unknown {
  const infos = Object.values(KINDS).filter((info) => info.group === group);
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: infos.map(({ kind, plural, singular, shortNames, namespaced }) => ({
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs: VERBS,
      shortNames,
    })),
  };
}

/**
 * Documents that say what the server serves. Plain lists, not the aggregated form, because every kubectl falls back to
 * them (kubernetes.md 6.2).
 *
 * @returns undefined for a path that is none of them
 */
export function discoveryDocument(pathname: string, gitVersion: string): unknown {
  const version = { groupVersion: `${DISCOVERY}/v1`, version: 'v1' };
  const group = { name: DISCOVERY, versions: [version], preferredVersion: version };
  switch (pathname) {
    case '/version': {
      const [major = '', minor = ''] = gitVersion.replace(/^v/, '').split('.');
      return { major, minor, gitVersion, gitTreeState: 'clean', compiler: 'node', platform: 'in-memory' };
    }
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] };
    case `/apis/${DISCOVERY}`:
      return { kind: 'APIGroup', apiVersion: 'v1', ...group };
    case '/api/v1':
      return resources('v1', '');
    case `/apis/${DISCOVERY}/v1`:
      return resources(`${DISCOVERY}/v1`, DISCOVERY);
    default:
      return undefined;
  }
}
