import { Agent, type Dispatcher } from 'undici';

/** One answer as it came, before any of our parsers saw it. */
export interface RawAnswer {
  /** Method and path without the query, as in `GET /api/v1/instances/`. */
  readonly call: string;
  /** Parsed JSON; undefined for a body that is none. */
  readonly body: unknown;
}

/** Keeps what the platform sent, so that it can be held against what our parsers made of it. Hand its dispatcher to a client. */
export class AnswerRecorder {
  readonly dispatcher: Dispatcher;
  private readonly agent = new Agent({ connect: { timeout: 10_000 } });
  private readonly answers: RawAnswer[] = [];

  constructor() {
    this.dispatcher = this.agent.compose((dispatch) => (options, handler) => {
      const chunks: Buffer[] = [];
      return dispatch(options, {
        onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
        onRequestUpgrade: (...call) => handler.onRequestUpgrade?.(...call),
        onResponseStart: (...call) => handler.onResponseStart?.(...call),
        onResponseData: (controller, chunk) => {
          chunks.push(Buffer.from(chunk));
          handler.onResponseData?.(controller, chunk);
        },
        onResponseEnd: (controller, trailers) => {
          const path = options.path.split('?')[0] ?? '';
          this.answers.push({ call: `${options.method} ${path}`, body: parsed(Buffer.concat(chunks)) });
          handler.onResponseEnd?.(controller, trailers);
        },
        onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
      });
    });
  }

  /** Every answer to calls that match, oldest first. */
  of(call: RegExp): readonly RawAnswer[] {
    return this.answers.filter((answer) => call.test(answer.call));
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
