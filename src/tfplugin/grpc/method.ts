/** How messages of one type go over the wire. The generated ones fit. */
export interface MessageCodec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

/** A call as its handler sees it. */
export interface CallHandle {
  /** Calls back when nobody waits for the answer any more. */
  on(event: 'cancelled', listener: () => void): unknown;
}

/** A stream of answers that stays open until somebody ends it. */
export interface OpenCall extends CallHandle {
  /** Sends one message. */
  send(message: Uint8Array): void;
  /** Ends the call well. */
  end(): void;
}

/** One method of a service, as the server needs it. */
export type Method =
  | {
      readonly kind: 'unary';
      /** `/package.Service/Method`. */
      readonly path: string;
      /** Encoded answer to an encoded request. May throw. */
      readonly answer: (request: Uint8Array, call: CallHandle) => Promise<Uint8Array>;
      /** Called once the answer has been handed over. */
      readonly answered?: () => void;
    }
  | {
      readonly kind: 'stream';
      readonly path: string;
      /** Called with the first message. It says nothing about later ones: no method of ours needs them. */
      readonly open: (request: Uint8Array, call: OpenCall) => void;
    }
  | {
      readonly kind: 'conversation';
      readonly path: string;
      /** Called at once. What the caller sends is read and dropped; when it has no more to say, the call ends. */
      readonly open: (call: OpenCall) => void;
    };

/** A method with one request and one answer. */
export type AnyUnaryMethod = Extract<Method, { kind: 'unary' }>;

/** One whose messages are known. */
export type UnaryMethod<Request, Response> = AnyUnaryMethod & {
  readonly handle: (request: Request, call: CallHandle) => Response | Promise<Response>;
  readonly request: MessageCodec<Request>;
  readonly response: MessageCodec<Response>;
};

/**
 * Makes a method out of a handler of plain objects.
 * @param answered called once the answer has been handed over.
 */
export function unary<Request, Response>(
  path: string,
  request: MessageCodec<Request>,
  response: MessageCodec<Response>,
  handle: (request: Request, call: CallHandle) => Response | Promise<Response>,
  answered?: () => void,
): UnaryMethod<Request, Response> {
  const answer = async (bytes: Uint8Array, call: CallHandle): Promise<Uint8Array> =>
    response.encode(await handle(request.decode(bytes), call)).finish();
  return {
    kind: 'unary',
    path,
    request,
    response,
    handle,
    answer,
    ...(answered === undefined ? {} : { answered }),
  };
}
