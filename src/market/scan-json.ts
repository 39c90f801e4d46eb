/** Where a piece of text stands, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text that is not JSON, or holds a key twice: what is wrong and where. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
  constructor(
    message: string,
    readonly position: Position,
  ) {
    super(message);
  }
}

/** A value read from JSON text, with the places of its members. */
export interface ScannedJson {
  readonly value: unknown;
  /** Where the value at `path` (keys and indices) starts; the start of the text when there is none. */
  positionOf(path: readonly (string | number)[]): Position;
}

const TOKEN = /[ \t\r\n]*(?:([[\]{},:])|("(?:[^"\\\u0000-\u001f]|\\.)*")|([^\s[\]{},:"]+))?/y;
const SEPARATOR = '\u0000';

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A reader of one text. `JSON.parse` tells neither the line of an error nor that a key came twice. */
class Scanner {
  readonly offsets = new Map<string, number>();
  private offset = 0;
  private tokenStart = 0;

  constructor(private readonly text: string) {}

  /** The next token, '' at the end. */
  private next(): string {
    TOKEN.lastIndex = this.offset;
    const match = TOKEN.exec(this.text);
    const token = match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
    this.offset = TOKEN.lastIndex;
    this.tokenStart = this.offset - token.length;
    // An unclosed text or a control character inside one matches nothing but white space.
    if (token === '' && this.offset < this.text.length) this.fail('a text in double quotes');
    return token;
  }

  private fail(expected: string): never {
    const found = this.text.slice(this.tokenStart).trimStart().slice(0, 20).split('\n')[0] ?? '';
    const what = found === '' ? 'the file ends' : `there is '${found}'`;
    throw new JsonTextError(`${what} where ${expected} is expected`, positionAt(this.text, this.tokenStart));
  }

  private literal(token: string, expected: string): unknown {
    try {
      return JSON.parse(token) as unknown;
    } catch {
      return this.fail(expected);
    }
  }

  read(): unknown {
    const value = this.value(this.next(), []);
    if (this.next() !== '') this.fail('the end of the file');
    return value;
  }

  private value(token: string, path: readonly (string | number)[]): unknown {
    this.offsets.set(path.join(SEPARATOR), this.tokenStart);
    if (token === '{') return this.object(path);
    if (token === '[') return this.array(path);
    if (token === '' || '}],:'.includes(token)) return this.fail('a value');
    return this.literal(token, 'a value');
  }

  private object(path: readonly (string | number)[]): unknown {
    const members = new Map<string, unknown>();
    let token = this.next();
    if (token === '}') return {};
    for (;;) {
      if (!token.startsWith('"')) this.fail('a key in double quotes');
      const key = String(this.literal(token, 'a key in double quotes'));
      if (members.has(key)) {
        throw new JsonTextError(`the key '${key}' comes twice`, positionAt(this.text, this.tokenStart));
      }
      if (this.next() !== ':') this.fail("':'");
      members.set(key, this.value(this.next(), [...path, key]));
      token = this.next();
      if (token === '}') return Object.fromEntries(members);
      if (token !== ',') this.fail("',' or '}'");
      token = this.next();
    }
  }

  private array(path: readonly (string | number)[]): unknown {
    const items: unknown[] = [];
    let token = this.next();
    if (token === ']') return items;
    for (;;) {
      items.push(this.value(token, [...path, items.length]));
      token = this.next();
      if (token === ']') return items;
      if (token !== ',') this.fail("',' or ']'");
      token = this.next();
    }
  }
}

/**
 * Parses JSON as `JSON.parse` does, but tells where an error is and refuses a key that comes twice (what a merge
 * of two branches can leave behind).
 * @throws JsonTextError with line and column.
 */
export function scanJson(text: string): ScannedJson {
  const scanner = new Scanner(text);
  const value = scanner.read();
  return {
    value,
    positionOf: (path) => positionAt(text, scanner.offsets.get(path.join(SEPARATOR)) ?? 0),
  };
}
