import type { IncomingMessage } from 'node:http';
import type { Row } from '../rows/hardware';

/** Largest request body, bytes. */
export const MAX_BODY_BYTES = 1_048_576;

/** A body that cannot be used, and what to answer. */
export class BodyError extends Error {
  constructor(
    readonly status: number,
    readonly reply: Row,
  ) {
    super(String(reply.msg));
    this.name = 'BodyError';
  }
}

function refuse(status: number, error: string, msg: string): BodyError {
  return new BodyError(status, { success: false, error, msg });
}

/**
 * Reads a JSON body; `undefined` when there is none. Throws BodyError: 413 over 1 MB, 400 `invalid_request` for what is
 * not a JSON object or array. A body too large is read to its end but not kept, so that the answer reaches the client.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (size > MAX_BODY_BYTES * 8) throw new Error('the client sends without end');
  }
  if (size > MAX_BODY_BYTES) throw refuse(413, 'invalid_request', `body larger than ${MAX_BODY_BYTES} bytes`);
  if (size === 0) return undefined;
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    throw refuse(400, 'invalid_request', 'Invalid json body');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw refuse(400, 'invalid_request', 'Invalid json body');
  }
  return value;
}
