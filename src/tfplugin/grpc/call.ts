import { constants, type ServerHttp2Stream } from 'node:http2';
import { frameMessage } from './framing';
import type { OpenCall } from './method';
import { GrpcError, status, statusTrailers, type Status } from './status';

const HEADERS = {
  ':status': 200,
  'content-type': 'application/grpc+proto',
  'grpc-accept-encoding': 'identity',
} as const;

const OK_TRAILERS = statusTrailers(status.OK);

const UNITS_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};
/** The longest delay that a timer takes; a later deadline is none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One call on its HTTP/2 stream: what is sent, and how it ends. */
export class ServerCall implements OpenCall {
  readonly #stream: ServerHttp2Stream;
  readonly #cancelled: (() => void)[] = [];
  #deadline: NodeJS.Timeout | undefined;
  #ended = false;
  #isCancelled = false;

  /** @param timeout the header `grpc-timeout`: a number with a unit. */
  constructor(stream: ServerHttp2Stream, timeout: string | undefined) {
    this.#stream = stream;
    // A stream that is reset with an error is closed as well, which says all that is of interest.
    stream.on('error', () => undefined);
    stream.once('close', () => {
      clearTimeout(this.#deadline);
      if (!this.#ended) this.#cancel();
    });
    const limitMs = timeout === undefined ? undefined : parseTimeout(timeout);
    if (limitMs === undefined) return;
    this.#deadline = setTimeout(() => {
      this.fail(new GrpcError(status.DEADLINE_EXCEEDED, 'the deadline of the caller has passed'));
      this.#cancel();
    }, limitMs);
  }

  on(_event: 'cancelled', listener: () => void): void {
    if (this.#isCancelled) listener();
    else this.#cancelled.push(listener);
  }

  send(message: Uint8Array): void {
    if (!this.#open()) return;
    this.#begin();
    this.#stream.write(frameMessage(message));
  }

  end(): void {
    if (!this.#open()) return;
    this.#begin();
    this.#finish(OK_TRAILERS);
    this.#stream.end();
  }

  /** Sends the only message of an answer, and ends the call. */
  answer(message: Uint8Array): void {
    if (!this.#open()) return;
    this.#begin();
    this.#finish(OK_TRAILERS);
    this.#stream.end(frameMessage(message));
  }

  /** Ends the call with an error. Any other error than a `GrpcError` is internal. */
  fail(error: unknown): void {
    if (!this.#open()) return;
    const message = error instanceof Error ? error.message : String(error);
    const code: Status = error instanceof GrpcError ? error.code : status.INTERNAL;
    const trailers = statusTrailers(code, message);
    this.#finish(trailers);
    if (this.#stream.headersSent) {
      this.#stream.end();
      return;
    }
    this.#stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
    // Whatever the caller still sends is of no use: this tells it so, after the answer.
    if (!this.#stream.readableEnded) this.#stream.close(constants.NGHTTP2_NO_ERROR);
  }

  #open(): boolean {
    return !this.#ended && !this.#stream.destroyed && !this.#stream.closed;
  }

  #begin(): void {
    if (this.#stream.headersSent) return;
    this.#stream.respond(HEADERS, { waitForTrailers: true });
  }

  #finish(trailers: Readonly<Record<string, string>>): void {
    this.#ended = true;
    clearTimeout(this.#deadline);
    this.#stream.once('wantTrailers', () => this.#stream.sendTrailers(trailers));
  }

  #cancel(): void {
    this.#isCancelled = true;
    this.#cancelled.splice(0).forEach((tell) => tell());
  }
}

/** Milliseconds of a `grpc-timeout`; undefined when it is none, or too long for a timer. */
export function parseTimeout(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(text) ?? [];
  const limitMs = Number(digits) * (UNITS_MS[unit ?? ''] ?? Number.NaN);
  return limitMs <= LONGEST_TIMER_MS ? limitMs : undefined;
}
