import type { ExactNumber } from './number';

/** A JSON value whose numbers keep their text when a JavaScript number cannot carry it. */
export type JsonValue = string | number | boolean | null | ExactNumber | readonly JsonValue[] | JsonObject;

/** A JSON object. Parsed ones have no prototype, so that any key is safe. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
