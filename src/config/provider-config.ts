import type { Document, Node } from 'yaml';
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { z } from 'zod';

import { nearest, printable } from '../selection';
import type { ConfigProblem } from './errors';
import type { ProviderConfig } from './provider-config-schema';
import { providerConfigSchema } from './provider-config-schema';

/** The name of the file beside config.env. */
export const PROVIDER_CONFIG_FILE = 'vast-provider-config.yaml';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The file's content, or every error in it. */
export type ProviderConfigResult =
  | { readonly config: ProviderConfig; readonly problems: readonly [] }
  | { readonly config: undefined; readonly problems: readonly ConfigProblem[] };

/**
 * Reads the text of a vast-provider-config.yaml. Finds every error at once, each with line and column.
 * @param where the file's name, for the errors
 */
export function parseProviderConfig(text: string, where: string): ProviderConfigResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${where}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return failed(document.errors.map(({ message, pos }) => ({ key: 'YAML', message, where: at(pos[0]) })));
  }
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return failed([{ key: 'YAML', message: error instanceof Error ? error.message : String(error), where }]);
  }
  const result = providerConfigSchema.safeParse(content ?? {});
  if (result.success) return { config: result.data, problems: [] };
  return failed(
    result.error.issues.flatMap(flatten).map(({ path, message, valueAt }) => ({
      key: path.length === 0 ? 'the file' : path.map(String).join('.'),
      message,
      value: valueAt === undefined ? undefined : shown(valueIn(content, valueAt)),
      where: at(offsetOf(document, path)),
    })),
  );
}

function failed(problems: readonly ConfigProblem[]): ProviderConfigResult {
  return { config: undefined, problems };
}

interface FlatIssue {
  readonly path: Path;
  readonly message: string;
  /** Where the offending value is; absent when the key itself is the offence. */
  readonly valueAt?: Path;
}

/** One entry per thing to correct: unknown keys one by one, a union by its most specific member. */
function flatten(issue: Issue): FlatIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `is not known here${suggestion(issue.path, key)}`,
    }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path: issue.path, message: issue.issues[0]?.message ?? issue.message }];
  }
  if (issue.code === 'invalid_union') {
    const meant = closestMember(issue.errors);
    if (meant !== undefined) {
      return meant.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
    }
  }
  return [{ path: issue.path, message: sentence(issue.message), valueAt: issue.path }];
}

/** The member of a union that was meant: one that looked inside the value, and knows most of its keys. */
function closestMember(members: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const unknown = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
  const [closest] = members
    .filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'))
    .sort((a, b) => unknown(a) - unknown(b));
  return closest;
}

/** How zod's signs read in a sentence. */
const BOUNDS: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'above',
  '<': 'below',
};

/** zod's own messages, in the tone of ours: `Invalid input: expected number, received string`. */
function sentence(message: string): string {
  return message
    .replace(/^Invalid input: expected (\S+), received undefined$/, 'is missing; it must be a $1')
    .replace(/^Invalid input: expected (\S+), received (\S+)$/, 'must be a $1, not a $2')
    .replace(
      /^Too (?:small|big): expected \S+ to (?:be|have) ([<>]=?)/,
      (_, sign: string) => `must be ${BOUNDS[sign] ?? sign} `,
    )
    .replace(/^Invalid option: expected /, 'must be ');
}

/** The keys that an object of the schema may have. */
function knownKeys(path: Path): string[] {
  let schema: unknown = providerConfigSchema;
  for (const part of path) {
    const shape = shapeOf(schema);
    if (shape === undefined) return [];
    schema = shape[String(part)];
  }
  return Object.keys(shapeOf(schema) ?? {});
}

/** The fields of an object schema, through `optional` and `nullish`. */
function shapeOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  let inner: unknown = schema;
  while (
    typeof inner === 'object' &&
    inner !== null &&
    'unwrap' in inner &&
    typeof inner.unwrap === 'function'
  ) {
    inner = (inner.unwrap as () => unknown).call(inner);
  }
  if (typeof inner !== 'object' || inner === null || !('shape' in inner)) return undefined;
  return inner.shape as Readonly<Record<string, unknown>>;
}

function suggestion(path: Path, key: string): string {
  const known = knownKeys(path);
  const near = nearest(key, known)[0];
  if (near !== undefined) return `; did you mean '${near}'?`;
  return known.length === 0 ? '' : `; known are ${known.join(', ')}`;
}

function valueIn(content: unknown, path: Path): unknown {
  let value: unknown = content;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return value;
}

/** A scalar as it may be printed; nothing for maps and lists. */
function shown(value: unknown): string | undefined {
  if (typeof value === 'string') return printable(value, 80);
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? String(value)
    : undefined;
}

/** The offset of a key or list item, or of the nearest thing around it that is there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const part = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(part))
      : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, length), true);
    const offset = startOf(node);
    if (offset !== undefined) return offset;
  }
  return startOf(document.contents) ?? 0;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node satisfies Node).range?.[0] : undefined;
}
