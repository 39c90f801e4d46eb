/** The outcome codes of gRPC that a server of ours gives. */
export const status = {
  OK: 0,
  CANCELLED: 1,
  DEADLINE_EXCEEDED: 4,
  RESOURCE_EXHAUSTED: 8,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

/** One of the codes. */
export type Status = (typeof status)[keyof typeof status];

/** A call that cannot be answered. Its text reaches the caller. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';
  readonly code: Status;

  constructor(code: Status, message: string) {
    super(message);
    this.code = code;
  }
}

/** Trailers that tell how a call went; `message` is left out where there is nothing to say. */
export function statusTrailers(code: Status, message = ''): Record<string, string> {
  return {
    'grpc-status': String(code),
    ...(message === '' ? {} : { 'grpc-message': percentEncode(message) }),
  };
}

// Printable ASCII but for the percent sign travels as it is, every other byte of UTF-8 as %XX.
function percentEncode(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}
