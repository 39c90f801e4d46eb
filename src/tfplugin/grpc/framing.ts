import { GrpcError, status } from './status';

/** A flag for compression and a length of four bytes stand before each message. */
const PREFIX_BYTES = 5;

/** One message with its prefix, not compressed. */
export function frameMessage(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_BYTES);
  return frame;
}

/** Takes the bytes of a stream as they arrive and gives whole messages. */
export class MessageReader {
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Bytes that the next message takes with its prefix, as far as they are known. */
  #wanted = PREFIX_BYTES;

  /** @param maxBytes longest message that is taken. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** True in the middle of a message. */
  get incomplete(): boolean {
    return this.#bytes > 0;
  }

  /**
   * @returns the messages that this chunk completes, mostly as views into it.
   * @throws GrpcError for a message that is too long or compressed.
   */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const messages: Buffer[] = [];
    while (this.#bytes >= this.#wanted) {
      const all = this.#joined();
      this.#wanted = PREFIX_BYTES + this.#lengthIn(all);
      if (all.length < this.#wanted) break;
      messages.push(all.subarray(PREFIX_BYTES, this.#wanted));
      this.#keep(all.subarray(this.#wanted));
    }
    return messages;
  }

  // Joined only when a prefix or a message is complete: a long message is copied once.
  #joined(): Buffer {
    const [first] = this.#chunks;
    const all = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
    this.#wanted = PREFIX_BYTES;
  }

  #lengthIn(bytes: Buffer): number {
    if (bytes[0] !== 0) {
      throw new GrpcError(
        status.UNIMPLEMENTED,
        'compressed messages are not understood: send them as they are',
      );
    }
    const length = bytes.readUInt32BE(1);
    if (length > this.#maxBytes) {
      throw new GrpcError(
        status.RESOURCE_EXHAUSTED,
        `a message of ${length} bytes is too long: at most ${this.#maxBytes} are taken`,
      );
    }
    return length;
  }
}
