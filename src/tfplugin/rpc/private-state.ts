import { isJsonObject } from '../codec/decode-json';
import { parseJson } from '../codec/json-parser';
import type { PrivateState } from '../definition/context';

/** Private notes of one call: a JSON object of texts. Bytes that were not changed go back as they came. */
export class PrivateNotes implements PrivateState {
  readonly #notes: Map<string, string>;
  #bytes: Buffer;
  #changed = false;

  /** @param bytes as Terraform kept them; empty or foreign ones hold no notes. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#notes = new Map(parseNotes(bytes));
  }

  readonly get = (key: string): string | undefined => this.#notes.get(key);

  readonly set = (key: string, value: string | undefined): void => {
    this.#changed = true;
    if (value === undefined) this.#notes.delete(key);
    else this.#notes.set(key, value);
  };

  /** What Terraform has to keep. */
  toBytes(): Buffer {
    if (this.#changed) {
      this.#bytes =
        this.#notes.size === 0
          ? Buffer.alloc(0)
          : Buffer.from(JSON.stringify(Object.fromEntries(this.#notes)));
      this.#changed = false;
    }
    return this.#bytes;
  }
}

function parseNotes(bytes: Buffer): [string, string][] {
  if (bytes.length === 0) return [];
  try {
    const json = parseJson(bytes.toString('utf8'));
    if (!isJsonObject(json)) return [];
    return Object.entries(json).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
