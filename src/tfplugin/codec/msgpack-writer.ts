const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** Tells whether a whole number fits the integers that Terraform sends as such. */
export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** Writes msgpack item by item, each in its shortest form. */
export class MsgpackWriter {
  #bytes = Buffer.allocUnsafe(512);
  #length = 0;

  /** What has been written. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  nil(): void {
    this.#byte(0xc0);
  }

  bool(value: boolean): void {
    this.#byte(value ? 0xc3 : 0xc2);
  }

  /** A whole number within int64. */
  integer(value: bigint | number): void {
    const number = Number(value);
    if (number >= 0 && number <= 0x7f) this.#byte(number);
    else if (number < 0 && number >= -0x20) this.#byte(number + 0x100);
    else if (number >= 0 && number <= 0xffff_ffff) this.#unsigned(number);
    else this.#int64(BigInt(value));
  }

  /** A text, as well-formed UTF-8. */
  string(value: string): void {
    const size = Buffer.byteLength(value, 'utf8');
    if (size <= 0x1f) this.#byte(0xa0 | size);
    else this.#sized(size, 0xd9);
    const start = this.#grow(size);
    this.#bytes.write(value, start, size, 'utf8');
  }

  arrayHeader(length: number): void {
    if (length <= 0x0f) this.#byte(0x90 | length);
    else this.#sized16(length, 0xdc);
  }

  mapHeader(length: number): void {
    if (length <= 0x0f) this.#byte(0x80 | length);
    else this.#sized16(length, 0xde);
  }

  /** An extension value. */
  extension(code: number, data: Buffer): void {
    const fixed = [1, 2, 4, 8, 16].indexOf(data.length);
    if (fixed >= 0) this.#byte(0xd4 + fixed);
    else this.#sized(data.length, 0xc7);
    this.#byte(code);
    // Growing replaces the buffer, so it has to come first.
    const start = this.#grow(data.length);
    data.copy(this.#bytes, start);
  }

  #byte(value: number): void {
    const start = this.#grow(1);
    this.#bytes[start] = value;
  }

  #number(value: number, size: number): void {
    const start = this.#grow(size);
    this.#bytes.writeUIntBE(value, start, size);
  }

  #unsigned(value: number): void {
    const power = value <= 0xff ? 0 : value <= 0xffff ? 1 : 2;
    this.#byte(0xcc + power);
    this.#number(value, 1 << power);
  }

  #int64(value: bigint): void {
    this.#byte(0xd3);
    const start = this.#grow(8);
    this.#bytes.writeBigInt64BE(value, start);
  }

  // Lengths of 8, 16 or 32 bits: three codes in a row.
  #sized(length: number, first: number): void {
    const power = length <= 0xff ? 0 : length <= 0xffff ? 1 : 2;
    this.#byte(first + power);
    this.#number(length, 1 << power);
  }

  // Lengths of 16 or 32 bits: two codes in a row.
  #sized16(length: number, first: number): void {
    const wide = length > 0xffff;
    this.#byte(wide ? first + 1 : first);
    this.#number(length, wide ? 4 : 2);
  }

  /** Makes room and returns where it starts. */
  #grow(size: number): number {
    const start = this.#length;
    const end = start + size;
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, start);
      this.#bytes = larger;
    }
    this.#length = end;
    return start;
  }
}
