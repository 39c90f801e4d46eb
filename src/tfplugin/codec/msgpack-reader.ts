/** Start of an array of `length` elements, which follow. */
export class ArrayHeader {
  readonly kind = 'array';

  constructor(readonly length: number) {}
}

/** Start of a map of `length` pairs, which follow. */
export class MapHeader {
  readonly kind = 'map';

  constructor(readonly length: number) {}
}

/** An extension value. */
export class Extension {
  readonly kind = 'extension';

  constructor(
    readonly code: number,
    readonly data: Buffer,
  ) {}
}

/** One item of a msgpack text. Whole numbers beyond 2^53 are bigints. */
export type Token = null | boolean | number | bigint | string | Buffer | ArrayHeader | MapHeader | Extension;

/** Reads msgpack item by item. @throws RangeError when the bytes end early or hold an unused code. */
export class MsgpackReader {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** True when everything has been read. */
  get atEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  /** Reads the next item. */
  next(): Token {
    const code = this.#bytes[this.#take(1)] ?? 0;
    if (code <= 0x7f) return code;
    if (code <= 0x8f) return this.#map(code & 0x0f);
    if (code <= 0x9f) return this.#array(code & 0x0f);
    if (code <= 0xbf) return this.#text(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    return this.#long(code);
  }

  #long(code: number): Token {
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return this.#bytes.readFloatBE(this.#take(4));
      case 0xcb:
        return this.#bytes.readDoubleBE(this.#take(8));
      case 0xcf:
        return narrow(this.#bytes.readBigUInt64BE(this.#take(8)));
      case 0xd3:
        return narrow(this.#bytes.readBigInt64BE(this.#take(8)));
      default:
        return this.#sized(code);
    }
  }

  #sized(code: number): Token {
    if (code >= 0xc4 && code <= 0xc6) return this.#slice(this.#length(1 << (code - 0xc4)));
    if (code >= 0xc7 && code <= 0xc9) return this.#extension(this.#length(1 << (code - 0xc7)));
    if (code >= 0xcc && code <= 0xce) return this.#length(1 << (code - 0xcc));
    if (code >= 0xd0 && code <= 0xd2) return this.#signed(1 << (code - 0xd0));
    if (code >= 0xd4 && code <= 0xd8) return this.#extension(1 << (code - 0xd4));
    if (code >= 0xd9 && code <= 0xdb) return this.#text(this.#length(1 << (code - 0xd9)));
    if (code === 0xdc || code === 0xdd) return this.#array(this.#length(code === 0xdc ? 2 : 4));
    if (code === 0xde || code === 0xdf) return this.#map(this.#length(code === 0xde ? 2 : 4));
    throw new RangeError(`0x${code.toString(16)} is no msgpack code`);
  }

  /** Moves on by `size` bytes and returns where they start. */
  #take(size: number): number {
    const start = this.#position;
    if (start + size > this.#bytes.length) {
      throw new RangeError(`msgpack ends after ${this.#bytes.length} bytes where ${start + size} are needed`);
    }
    this.#position = start + size;
    return start;
  }

  #length(size: number): number {
    return this.#bytes.readUIntBE(this.#take(size), size);
  }

  #signed(size: number): number {
    return this.#bytes.readIntBE(this.#take(size), size);
  }

  #slice(size: number): Buffer {
    const start = this.#take(size);
    return this.#bytes.subarray(start, start + size);
  }

  #text(size: number): string {
    const start = this.#take(size);
    return this.#bytes.toString('utf8', start, start + size);
  }

  #extension(size: number): Extension {
    const code = this.#signed(1);
    return new Extension(code, this.#slice(size));
  }

  // Every element takes at least a byte: a length beyond the rest is refused before anything is allocated.
  #array(length: number): ArrayHeader {
    this.#expect(length);
    return new ArrayHeader(length);
  }

  #map(length: number): MapHeader {
    this.#expect(length * 2);
    return new MapHeader(length);
  }

  #expect(items: number): void {
    const left = this.#bytes.length - this.#position;
    if (items > left) throw new RangeError(`msgpack announces ${items} items where ${left} bytes are left`);
  }
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
