import type { KubernetesObject } from './shapes';
import { badRequest } from './status';

type Predicate = (object: KubernetesObject) => boolean;

function labelTerm(term: string): Predicate {
  const equality = /^([^=!]+?)\s*(=|==|!=)\s*([^=!]*)$/.exec(term);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return (object) => (object.metadata.labels?.[key] === value) !== (operator === '!=');
  }
  const existence = /^(!?)([^\s=!()]+)$/.exec(term);
  if (!existence) throw badRequest(`unable to parse requirement: ${term}`);
  const [, not, key = ''] = existence;
  return (object) => Object.hasOwn(object.metadata.labels ?? {}, key) !== (not === '!');
}

function fieldTerm(term: string): Predicate {
  const [field, value = ''] = term.split(/==?/);
  switch (field) {
    case 'metadata.name':
      return (object) => object.metadata.name === value;
    case 'metadata.namespace':
      return (object) => object.metadata.namespace === value;
    default:
      throw badRequest(`field label not supported: ${String(field)}`);
  }
}

function all(selector: string | null, term: (text: string) => Predicate): Predicate {
  const terms = (selector ?? '').split(',').map((text) => text.trim());
  const predicates = terms.filter((text) => text !== '').map(term);
  return (object) => predicates.every((predicate) => predicate(object));
}

/**
 * Reads the selectors of a list request: label equality and existence, `metadata.name` and `metadata.namespace`.
 *
 * @throws StatusError 400 for any other selector
 */
export function selection(query: URLSearchParams): Predicate {
  const labels = all(query.get('labelSelector'), labelTerm);
  const fields = all(query.get('fieldSelector'), fieldTerm);
  return (object) => labels(object) && fields(object);
}
