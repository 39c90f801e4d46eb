import { mkdtempSync, rmSync } from 'node:fs';
import {
  connect,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameMessage } from '../../../src/tfplugin/grpc/framing';
import { unary, type Method, type OpenCall } from '../../../src/tfplugin/grpc/method';
import { GrpcServer } from '../../../src/tfplugin/grpc/server';
import { GrpcError, status } from '../../../src/tfplugin/grpc/status';
import { GrpcClient } from '../support/grpc-client';

const MIB = 1024 * 1024;
const MAX_BYTES = 32 * MIB;

/** Messages are texts. */
const text = {
  encode: (message: string) => ({ finish: () => Buffer.from(message) }),
  decode: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
};

let folder: string;
let server: GrpcServer;
let client: GrpcClient;
let raw: ClientHttp2Session | undefined;
let cancelled: Promise<void>;
let started: Promise<void>;
let streams: OpenCall[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grpc-'));
  streams = [];
  let tellCancelled = (): void => undefined;
  let tellStarted = (): void => undefined;
  cancelled = new Promise((resolve) => (tellCancelled = resolve));
  started = new Promise((resolve) => (tellStarted = resolve));
  const methods: Method[] = [
    unary('/t.T/Echo', text, text, (message) => message),
    unary('/t.T/Fail', text, text, (message) => {
      throw message === 'plain' ? new Error('broken: 5 % é') : new GrpcError(status.CANCELLED, message);
    }),
    unary('/t.T/Hang', text, text, (_message, call) => {
      call.on('cancelled', tellCancelled);
      tellStarted();
      return new Promise<never>(() => undefined);
    }),
    {
      kind: 'stream',
      path: '/t.T/Count',
      open: (_request, call) => {
        for (const word of ['one', 'two', 'three']) call.send(Buffer.from(word));
        call.end();
      },
    },
    { kind: 'stream', path: '/t.T/Open', open: (_request, call) => void streams.push(call) },
  ];
  const byPath = new Map(methods.map((method) => [method.path, method]));
  server = new GrpcServer({ method: (path) => byPath.get(path), maxMessageBytes: MAX_BYTES });
  await server.listen({ path: socket() }, undefined);
  client = new GrpcClient(socket());
});

afterEach(() => {
  client.close();
  raw?.destroy();
  raw = undefined;
  server.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const socket = (): string => join(folder, 's');

/** One request as no decent client would send it. */
async function rough(headers: OutgoingHttpHeaders, body: Buffer): Promise<Record<string, unknown>> {
  raw ??= connect('http://localhost', { createConnection: () => createConnection(socket()) });
  const stream = raw.request({
    ':method': 'POST',
    ':path': '/t.T/Echo',
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  });
  let answer: Record<string, unknown> = {};
  stream.on('response', (got: IncomingHttpHeaders) => {
    answer = { ...answer, ...got };
  });
  stream.on('trailers', (got: IncomingHttpHeaders) => {
    answer = { ...answer, ...got };
  });
  stream.on('error', () => undefined);
  stream.resume();
  stream.end(body);
  await new Promise((resolve) => stream.once('close', resolve));
  return answer;
}

describe('a call', () => {
  const echo = (message: string) => client.unary('/t.T/Echo', text, text, message);

  test('is answered', async () => {
    expect(await echo('hello')).toBe('hello');
    expect(await echo('')).toBe('');
  });

  test('may be large both ways', async () => {
    const message = 'x'.repeat(MAX_BYTES);
    expect((await echo(message)) === message).toBe(true);
  });

  test('longer than allowed is refused, and the connection goes on', async () => {
    expect(await echo('x'.repeat(MAX_BYTES + 1))).toMatch(
      /RESOURCE_EXHAUSTED: a message of 33554433 bytes is too long/,
    );
    expect(await echo('after')).toBe('after');
  });

  test('goes on beside many others', async () => {
    const messages = Array.from({ length: 200 }, (_, index) => `${index} `.repeat(index * 20));
    expect(await Promise.all(messages.map(echo))).toEqual(messages);
  });

  test('that throws tells its caller the text', async () => {
    const fail = (message: string) => client.unary('/t.T/Fail', text, text, message);
    expect(await fail('plain')).toBe('13 INTERNAL: broken: 5 % é');
    expect(await fail('on purpose')).toBe('1 CANCELLED: on purpose');
  });

  test('to an unknown method is unimplemented', async () => {
    expect(await client.unary('/t.T/None', text, text, '')).toBe(
      '12 UNIMPLEMENTED: there is no method /t.T/None',
    );
  });

  test('gets a stream of answers', async () => {
    expect(await client.stream('/t.T/Count', text, text, '').outcome).toEqual({
      messages: ['one', 'two', 'three'],
      error: undefined,
    });
  });
});

describe('a handler hears of it when', () => {
  test('the caller cancels', async () => {
    const abort = new AbortController();
    const answer = client.unary('/t.T/Hang', text, text, '', { signal: abort.signal });
    await started;
    abort.abort();
    await cancelled;
    expect(await answer).toContain('CANCELLED');
  });

  test('the connection breaks', async () => {
    raw = connect('http://localhost', { createConnection: () => createConnection(socket()) });
    const stream = raw.request({
      ':method': 'POST',
      ':path': '/t.T/Hang',
      'content-type': 'application/grpc',
    });
    stream.on('error', () => undefined);
    stream.end(frameMessage(Buffer.alloc(0)));
    await started;
    raw.destroy();
    await cancelled;
  });

  test('the deadline passes', async () => {
    // The client would give up by itself: only the header tells the server.
    const answer = rough({ ':path': '/t.T/Hang', 'grpc-timeout': '20m' }, frameMessage(Buffer.alloc(0)));
    await cancelled;
    expect(await answer).toMatchObject({ 'grpc-status': '4' });
  });
});

describe('a request that is no decent call', () => {
  const frame = frameMessage(Buffer.from('x'));
  test.each([
    ['another method than POST', { ':method': 'GET' }, 405],
    ['another content', { 'content-type': 'text/plain' }, 415],
  ])('%s is refused by HTTP', async (_, headers, code) => {
    expect(await rough(headers, Buffer.alloc(0))).toMatchObject({ ':status': code });
  });

  test.each([
    ['no message', Buffer.alloc(0), '13', /one whole message was expected, 0 came/],
    ['two messages', Buffer.concat([frame, frame]), '13', /2 came/],
    ['a part of a message', frame.subarray(0, 4), '13', /0 came and a part of another/],
    ['a compressed message', Buffer.from([1, 0, 0, 0, 1, 7]), '12', /compressed/],
  ])('%s is refused by status', async (_, body, code, message) => {
    expect(await rough({}, body)).toMatchObject({
      ':status': 200,
      'grpc-status': code,
      'grpc-message': expect.stringMatching(message) as string,
    });
  });
});

describe('leaving', () => {
  test('waits for answers, then closes every connection', async () => {
    const stream = client.stream('/t.T/Open', text, text, '');
    await client.unary('/t.T/Echo', text, text, 'in between');
    let drained = false;
    const drain = server.drain().then(() => {
      drained = true;
    });
    streams[0]?.send(Buffer.from('last'));
    expect(await stream.first).toBe('last');
    expect(drained).toBe(false);
    streams[0]?.end();
    await drain;
    expect(await stream.outcome).toEqual({ messages: ['last'], error: undefined });
  });

  test('is done at once where nobody is connected', async () => {
    await server.drain();
  });

  test('a call that has ended takes no more messages', async () => {
    const stream = client.stream('/t.T/Open', text, text, '');
    await client.unary('/t.T/Echo', text, text, 'in between');
    const [call] = streams;
    call?.end();
    call?.end();
    call?.send(Buffer.from('too late'));
    expect(await stream.outcome).toEqual({ messages: [], error: undefined });
  });
});
