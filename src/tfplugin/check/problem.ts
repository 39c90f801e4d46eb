import { Secret } from '../value/secret';
import { ExactNumber } from '../value/number';
import { formatPath, type Path } from '../value/path';
import { isUnknown } from '../value/unknown';
import { isList, isMap, isObject, type Value } from '../value/value';

/** A rule of Terraform that an answer breaks. */
export interface Problem {
  readonly path: Path;
  /** What is wrong, with values unless they are sensitive. */
  readonly text: string;
}

/** One line a problem: `size: planned 5, but the configuration says 4`. */
export function formatProblem({ path, text }: Problem): string {
  return `${formatPath(path)}: ${text}`;
}

/** A value for a message: JSON-like, cut after 200 characters, hidden when sensitive. */
export function describeValue(value: Value, sensitive: boolean): string {
  if (sensitive && value !== null && !isUnknown(value)) return new Secret('').toString();
  const text = notation(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function notation(value: Value): string {
  if (value === null) return 'null';
  if (isUnknown(value) || value instanceof ExactNumber) return value.toString();
  if (isList(value)) return `[${value.map(notation).join(', ')}]`;
  if (isMap(value))
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)} = ${notation(item)}`).join(', ')}}`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([name, item]) => `${name} = ${notation(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
