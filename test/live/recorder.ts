import type { Send } from '../../src/vast';

/** One answer as it came, before any of our parsers saw it. */
export interface RawAnswer {
  /** Method and path without the query, as in `GET /api/v1/instances/`. */
  readonly call: string;
  /** Parsed JSON; undefined for a body that is none. */
  readonly body: unknown;
}

/** Keeps what the platform sent, so that it can be held against what our parsers made of it. */
export class AnswerRecorder {
  private readonly answers: RawAnswer[] = [];

  /** Sends like `send`, and keeps each whole answer. */
  over(send: Send): Send {
    return async (request, signal) => {
      const answer = await send(request, signal);
      return { ...answer, body: this.keep(`${request.method} ${request.url.pathname}`, answer.body) };
    };
  }

  /** Every answer to calls that match, oldest first. */
  of(call: RegExp): readonly RawAnswer[] {
    return this.answers.filter((answer) => call.test(answer.call));
  }

  private async *keep(call: string, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of body) {
      chunks.push(chunk);
      yield chunk;
    }
    this.answers.push({ call, body: parsed(Buffer.concat(chunks)) });
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
