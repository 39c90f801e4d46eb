import { attr } from './attr';
import { must, type Validator } from './validator';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;

/**
 * Milliseconds of a duration such as `10m`, `1h30m`, `1.5s`.
 * @throws RangeError naming the text when it is none.
 */
export function parseDuration(text: string): number {
  if (!DURATION.test(text)) {
    throw new RangeError(`${JSON.stringify(text)} is not a duration; write it like "90s", "10m" or "1h30m"`);
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return total;
}

/** A text that {@link parseDuration} understands. */
export function duration(): Validator<string> {
  return must('a duration like "90s", "10m" or "1h30m"', (value) => DURATION.test(value));
}

/** The operations a timeout can be set for. */
export type TimeoutOperation = 'create' | 'read' | 'update' | 'delete';

function timeout(operation: string, fallback: string | undefined) {
  const note = fallback === undefined ? '' : ` Default: \`${fallback}\`.`;
  return attr.string({
    optional: true,
    description: `How long ${operation} may take, for example \`10m\`.${note}`,
    validators: [duration()],
  });
}

type Timeout = ReturnType<typeof timeout>;

/**
 * The attribute `timeouts = { create = "10m" }`, for the operations given with their defaults. The defaults
 * are documentation: they do not enter the state. Read a value with {@link timeoutMs}.
 */
export function timeouts<const D extends Readonly<Partial<Record<TimeoutOperation, string>>>>(defaults: D) {
  const attributes = Object.fromEntries(
    Object.entries(defaults).map(([name, text]) => [name, timeout(name, text)]),
  );
  // fromEntries cannot carry the keys' type; they are exactly those of `defaults`.
  return attr.nestedSingle(attributes as { readonly [K in keyof D]: Timeout }, {
    optional: true,
    description: 'How long each operation may take.',
  });
}

/**
 * The timeout of an operation in milliseconds: the configured one or the default.
 * @param configured value of the `timeouts` attribute.
 * @throws RangeError when the text is no duration.
 */
export function timeoutMs<K extends string>(
  configured: { readonly [N in K]?: string | null } | null,
  operation: K,
  fallback: string,
): number {
  return parseDuration(configured?.[operation] ?? fallback);
}
