/** Freezes a value and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}

/** What a hidden key looks like when somebody prints its owner. */
const REDACTED = '[redacted]';

/** Node's `util.inspect` (console.log, assertion messages) asks for this method. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * A frozen copy with an `apiKey` that no print-out shows: `console.log`, `util.inspect`, `JSON.stringify` and `String`
 * say whether there is one, not which. The key is an accessor that is not enumerable, so loops and spreads miss it too.
 */
export function withHiddenKey<T extends object>(
  value: T,
  apiKey: string | undefined,
): Readonly<T & { readonly apiKey: string | undefined }> {
  const shown = (): object => ({ apiKey: apiKey === undefined ? undefined : REDACTED, ...value });
  const hidden = (content: unknown): PropertyDescriptor => ({ value: content, enumerable: false });
  const copy = Object.defineProperties(
    { ...value },
    {
      apiKey: { get: () => apiKey, enumerable: false },
      toJSON: hidden(shown),
      toString: hidden(() => JSON.stringify(shown())),
      [INSPECT]: hidden(shown),
    },
  );
  return Object.freeze(copy) as Readonly<T & { readonly apiKey: string | undefined }>;
}
