/** Reading JSON that others wrote: nothing about its shape is trusted. */
export type Json = Readonly<Record<string, unknown>>;

/** An object as it is; anything else as undefined. */
export function objectIn(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The value at a path of members; undefined where the path leaves objects. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const object = objectIn(inner);
    return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  }, value);
}

/** A text that is not empty, else null. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number, else null. */
export function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A list of texts, else undefined. */
export function textsIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item): item is string => typeof item === 'string')
    ? value
    : undefined;
}
