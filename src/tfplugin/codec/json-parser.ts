import type { JsonObject, JsonValue } from '../value/json';
import { numberFromText } from '../value/number';
import { emptyRecord } from '../value/value';

const MAX_DEPTH = 500;
const SPACE = /[\x20\t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Runs of characters other than quote, backslash and control characters, with escapes between. Unrolled,
// because an alternation would need a stack entry a character.
const STRING = /"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"/y;

/**
 * Parses JSON without rounding numbers: one that a JavaScript number cannot carry becomes an `ExactNumber`
 * (plugin-protocol.md 6.3).
 * @throws SyntaxError with the position of the first bad character.
 */
export function parseJson(text: string): JsonValue {
  const parser = new JsonParser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class JsonParser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw new SyntaxError(`JSON is nested deeper than ${MAX_DEPTH} levels`);
    this.#match(SPACE);
    const first = this.#text[this.#position];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    if (this.#literal('true')) return true;
    if (this.#literal('false')) return false;
    if (this.#literal('null')) return null;
    return numberFromText(this.#match(NUMBER)) ?? this.#fail();
  }

  end(): void {
    this.#match(SPACE);
    if (this.#position < this.#text.length) this.#fail();
  }

  #object(depth: number): JsonObject {
    const object = emptyRecord<JsonValue>();
    this.#position += 1;
    if (this.#punctuation('}')) return object;
    do {
      this.#match(SPACE);
      const key = this.#string();
      if (!this.#punctuation(':')) this.#fail();
      object[key] = this.value(depth + 1);
    } while (this.#punctuation(','));
    if (!this.#punctuation('}')) this.#fail();
    return object;
  }

  #array(depth: number): readonly JsonValue[] {
    const array: JsonValue[] = [];
    this.#position += 1;
    if (this.#punctuation(']')) return array;
    do array.push(this.value(depth + 1));
    while (this.#punctuation(','));
    if (!this.#punctuation(']')) this.#fail();
    return array;
  }

  #string(): string {
    const start = this.#position;
    const quoted = this.#match(STRING);
    if (quoted === '') this.#fail();
    if (!quoted.includes('\\')) return quoted.slice(1, -1);
    try {
      return String(JSON.parse(quoted));
    } catch {
      this.#position = start;
      return this.#fail();
    }
  }

  #punctuation(character: string): boolean {
    this.#match(SPACE);
    return this.#literal(character);
  }

  #literal(word: string): boolean {
    if (!this.#text.startsWith(word, this.#position)) return false;
    this.#position += word.length;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#position += found.length;
    return found;
  }

  // Without an excerpt: a state may hold secrets.
  #fail(): never {
    throw new SyntaxError(`this is no valid JSON from character ${this.#position} on`);
  }
}
