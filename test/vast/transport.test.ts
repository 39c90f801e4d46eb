import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVastClient, TransientError } from '../../src/vast';
import { ConnectionFault, createTransport } from '../../src/vast/transport';
import { VirtualClock } from '../support/virtual-clock';

let server: Server;
let seen: string[];

async function serve(listener: RequestListener): Promise<string> {
  seen = [];
  server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const options = (apiUrl: string) => ({
  apiUrl,
  apiKey: 'secret',
  userAgent: 'test',
  attemptTimeoutMs: 5000,
  maxBodyBytes: 1000,
});
const GET = { method: 'GET', path: '/x/' } as const;
const CREATE = { image: 'a', diskGb: 10, label: 'x' };

const faultOf = (promise: Promise<unknown>): Promise<ConnectionFault> =>
  promise.then(
    () => Promise.reject(new Error('did not fail')),
    (error: unknown) => error as ConnectionFault,
  );

test('sends headers, query and body, and reads status, headers and text', async () => {
  let got: unknown;
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got = { headers: request.headers, body };
      response.writeHead(201, { 'content-type': 'text/plain', 'retry-after': '3', location: '/y' }).end('ü');
    });
  });
  const transport = createTransport(options(url));
  expect(await transport({ method: 'PUT', path: '/x/', query: { q: '{"a b"}' }, body: { a: 1 } })).toEqual({
    status: 201,
    contentType: 'text/plain',
    retryAfter: '3',
    location: '/y',
    text: 'ü',
  });
  expect(seen).toEqual(['PUT /x/?q=%7B%22a+b%22%7D']);
  expect(got).toMatchObject({
    body: '{"a":1}',
    headers: { authorization: 'Bearer secret', 'user-agent': 'test', 'content-type': 'application/json' },
  });
});

test('keeps a path prefix of the address', async () => {
  const url = await serve((_, response) => response.end());
  await createTransport(options(`${url}/proxy/`))(GET);
  expect(seen).toEqual(['GET /proxy/x/']);
});

test('a refused connection was never sent', async () => {
  const url = await serve(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  const fault = await faultOf(createTransport(options(url))(GET));
  expect(fault).toBeInstanceOf(ConnectionFault);
  expect(fault.sent).toBe(false);
});

test.each<[string, RequestListener]>([
  ['a connection cut before the answer', (request) => request.socket.destroy()],
  [
    'a connection cut in the middle of the body',
    (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    },
  ],
])('%s counts as sent', async (_, listener) => {
  const url = await serve(listener);
  const fault = await faultOf(createTransport(options(url))(GET));
  expect(fault).toBeInstanceOf(ConnectionFault);
  expect(fault.sent).toBe(true);
});

test('an endless body is cut off', async () => {
  const url = await serve((_, response) => {
    response.write('x'.repeat(2000));
  });
  const fault = await faultOf(createTransport(options(url))(GET));
  expect(fault.message).toContain('longer than 1000 bytes');
});

test('a server that never answers runs into the timeout of the attempt', async () => {
  const url = await serve(() => undefined);
  const fault = await faultOf(createTransport({ ...options(url), attemptTimeoutMs: 30 })(GET));
  expect(fault).toMatchObject({ name: 'ConnectionFault', sent: true, message: 'no answer within 0.03 s' });
});

test('an abort rejects with its reason', async () => {
  const abort = new AbortController();
  const url = await serve(() => abort.abort(new Error('stopped')));
  await expect(createTransport(options(url))(GET, abort.signal)).rejects.toThrow('stopped');
});

describe('through the client', () => {
  const client = (apiUrl: string) =>
    createVastClient({
      ...options(apiUrl),
      clock: new VirtualClock(),
      random: () => 0,
      maxBodyBytes: 100_000,
    });

  test('a paying call whose answer is lost is sent once and is ambiguous', async () => {
    const url = await serve((request) => request.socket.destroy());
    const fault = await faultOf(client(url).createInstance(1, CREATE));
    expect(fault).toBeInstanceOf(TransientError);
    expect(fault).toMatchObject({ ambiguous: true });
    expect(seen).toEqual(['PUT /api/v0/asks/1/']);
  });

  test('a paying call that is on its way is not interrupted: its answer would be lost', async () => {
    const abort = new AbortController();
    const url = await serve((_, response) => {
      abort.abort();
      response.end('{"success":true,"new_contract":7}');
    });
    expect(await client(url).createInstance(1, CREATE, abort.signal)).toEqual({ instanceId: 7 });
  });

  test('a paying call that still waits for its turn is not sent after an abort', async () => {
    const url = await serve((_, response) => response.end('{"success":true,"new_contract":7}'));
    const reason = new Error('stopped');
    await expect(client(url).createInstance(1, CREATE, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(seen).toEqual([]);
  });

  test('a paying call that never left is not ambiguous, and still not repeated', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await faultOf(client(url).createInstance(1, CREATE))).toMatchObject({ ambiguous: false });
  });

  test('a read survives lost connections', async () => {
    const url = await serve((request, response) => {
      if (seen.length < 3) request.socket.destroy();
      else response.end('{"instances":null}');
    });
    expect(await client(url).readInstance(5)).toBeNull();
    expect(seen).toHaveLength(3);
  });

  test('a destroy survives lost connections', async () => {
    const url = await serve((request, response) => {
      if (seen.length < 2) request.socket.destroy();
      else response.writeHead(404).end('{"success":false,"error":"no_such_instance"}');
    });
    expect(await client(url).destroyInstance(5)).toBe('already-gone');
    expect(seen).toHaveLength(2);
  });
});
