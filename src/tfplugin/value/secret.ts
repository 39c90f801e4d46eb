import { inspect } from 'node:util';

const REDACTED = '(sensitive value)';

/**
 * A text that must never be printed: every string of a `sensitive` attribute arrives as one. Whatever a
 * logger, a template literal, `JSON.stringify` or `util.inspect` makes of it is "(sensitive value)"; only
 * {@link Secret.reveal} gives the text. Redaction by type needs no list of patterns to search for.
 */
export class Secret {
  readonly #text: string;

  /** @param text the text to protect. */
  constructor(text: string) {
    this.#text = text;
  }

  /** The protected text, for the one place that sends it. */
  reveal(): string {
    return this.#text;
  }

  /** Tells whether both protect the same text. */
  equals(other: Secret): boolean {
    return other.#text === this.#text;
  }

  /** Always "(sensitive value)". */
  toString(): string {
    return REDACTED;
  }

  /** Always "(sensitive value)". */
  toJSON(): string {
    return REDACTED;
  }

  /** Always "(sensitive value)". */
  [inspect.custom](): string {
    return REDACTED;
  }
}
