import {
  Client,
  credentials,
  logVerbosity,
  setLogVerbosity,
  type ChannelCredentials,
  type ClientDuplexStream,
  type ClientReadableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import type { MessageCodec } from '../../../src/tfplugin/grpc/method';

/** What came of a stream: its messages, and the error that ended it. */
interface StreamOutcome<T> {
  readonly messages: readonly T[];
  readonly error: string | undefined;
}

/** The client of a full implementation of gRPC, to check our server against. */
export class GrpcClient {
  readonly #client: Client;

  /** @param how default without encryption. */
  constructor(socket: string, how: ChannelCredentials = credentials.createInsecure()) {
    // Failures are expected in tests, and would be printed.
    setLogVerbosity(logVerbosity.NONE);
    this.#client = new Client(`unix:${socket}`, how, {
      'grpc.default_authority': 'localhost',
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
  }

  /** One call. Resolves with the answer, or with the text of the error. */
  unary<Request, Response>(
    path: string,
    request: MessageCodec<Request>,
    response: MessageCodec<Response>,
    message: Request,
    options: { readonly deadline?: Date; readonly signal?: AbortSignal } = {},
  ): Promise<Response | string> {
    return new Promise((resolve) => {
      const done = (error: ServiceError | null, answer?: Response): void =>
        resolve(error === null && answer !== undefined ? answer : (error?.message ?? 'no answer'));
      const call = this.#client.makeUnaryRequest(
        path,
        serialize(request),
        parse(response),
        message,
        withDeadline(options.deadline),
        done,
      );
      options.signal?.addEventListener('abort', () => call.cancel(), { once: true });
    });
  }

  /** A call with many answers. */
  stream<Request, Response>(
    path: string,
    request: MessageCodec<Request>,
    response: MessageCodec<Response>,
    message: Request,
  ) {
    const call = this.#client.makeServerStreamRequest(path, serialize(request), parse(response), message);
    return { call, ...watch(call) };
  }

  /** A call with many messages both ways. */
  conversation<Request, Response>(
    path: string,
    request: MessageCodec<Request>,
    response: MessageCodec<Response>,
  ) {
    const call = this.#client.makeBidiStreamRequest(path, serialize(request), parse(response));
    return { call, ...watch(call) };
  }

  close(): void {
    this.#client.close();
  }
}

function withDeadline(deadline: Date | undefined): { deadline?: Date } {
  return deadline === undefined ? {} : { deadline };
}

function watch<T>(call: ClientReadableStream<T> | ClientDuplexStream<never, T>) {
  const messages: T[] = [];
  const first = new Promise<T>((resolve) => call.once('data', resolve));
  const outcome = new Promise<StreamOutcome<T>>((resolve) => {
    call.on('data', (message: T) => messages.push(message));
    call.once('end', () => resolve({ messages, error: undefined }));
    call.once('error', ({ message }) => resolve({ messages, error: message }));
  });
  return { first, outcome };
}

const serialize =
  <T>(codec: MessageCodec<T>) =>
  (message: T): Buffer =>
    Buffer.from(codec.encode(message).finish());

const parse =
  <T>(codec: MessageCodec<T>) =>
  (bytes: Buffer): T =>
    codec.decode(bytes);
