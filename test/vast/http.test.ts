import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { createCertificate } from '../../src/tfplugin/serve/certificate';
import { httpSend, NotConnectedError, type HttpRequest } from '../../src/vast/http';

let servers: (TcpServer | Server)[];
let sockets: Set<Socket>;

beforeEach(() => {
  servers = [];
  sockets = new Set();
});

afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

/** Listens on a free port and returns it. */
async function listen(server: TcpServer): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));
const get = (port: number, scheme = 'http'): HttpRequest => ({
  url: new URL(`${scheme}://127.0.0.1:${port}/`),
  method: 'GET',
  headers: {},
  body: undefined,
});
const live = new AbortController().signal;

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of body) text += chunk.toString();
  return text;
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

test('a connection is used again', async () => {
  const port = await serve((_, response) => response.end('ok'));
  const send = httpSend('http:');
  for (let turn = 0; turn < 3; turn += 1) expect(await textOf((await send(get(port), live)).body)).toBe('ok');
  expect(sockets.size).toBe(1);
});

test.each(['POST', 'PUT', 'DELETE'])(
  '%s carries its body, and the next request still fits',
  async (method) => {
    const seen: string[] = [];
    const port = await serve((request, response) => {
      textOf(request).then(
        (text) => {
          seen.push(`${request.method ?? ''} ${text}`);
          response.end('ok');
        },
        () => response.destroy(),
      );
    });
    const send = httpSend('http:');
    for (const body of ['{"a":"é"}', '{}']) {
      await textOf((await send({ ...get(port), method, body }, live)).body);
    }
    expect(seen).toEqual([`${method} {"a":"é"}`, `${method} {}`]);
    expect(sockets.size).toBe(1);
  },
);

test('the signal of a request that is over ends nothing of a later one on the same connection', async () => {
  const abort = new AbortController();
  let asked = 0;
  const port = await serve((_, response) => {
    asked += 1;
    if (asked === 2) abort.abort();
    response.end('ok');
  });
  const send = httpSend('http:');
  await textOf((await send(get(port), abort.signal)).body);
  expect(await textOf((await send(get(port), live)).body)).toBe('ok');
  expect(sockets.size).toBe(1);
});

describe('nothing was sent when', () => {
  test('nobody listens', async () => {
    const port = await serve(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await failureOf(httpSend('http:')(get(port), live))).toBeInstanceOf(NotConnectedError);
  });

  test("the certificate is nobody's that is trusted", async () => {
    const own = createCertificate(Date.now());
    let asked = 0;
    const server = createSecureServer({ key: own.keyPem, cert: own.certificatePem }, () => (asked += 1));
    let bytes = 0;
    server.on('secureConnection', (socket) => socket.on('data', (chunk: Buffer) => (bytes += chunk.length)));
    const port = await listen(server);
    const fault = await failureOf(httpSend('https:')(get(port, 'https'), live));
    expect(fault).toBeInstanceOf(NotConnectedError);
    expect((fault as Error).message).toMatch(/self-signed/);
    expect([asked, bytes]).toEqual([0, 0]);
  });

  test('the other end hangs up before TLS stands', async () => {
    const port = await listen(createTcpServer((socket) => socket.destroy()));
    expect(await failureOf(httpSend('https:')(get(port, 'https'), live))).toBeInstanceOf(NotConnectedError);
  });

  test('it is aborted while TLS does not stand yet, and the connection is given up', async () => {
    const abort = new AbortController();
    const closed = new Promise<void>((resolve) => {
      const server = createTcpServer((socket) => {
        socket.resume().once('close', () => resolve());
        abort.abort();
      });
      void listen(server).then(async (port) => {
        await expect(httpSend('https:')(get(port, 'https'), abort.signal)).rejects.toThrow(/abort/);
      });
    });
    await closed;
  });
});

test('a request on a connection that is cut after it was used may have arrived', async () => {
  let asked = 0;
  const port = await serve((request, response) => {
    asked += 1;
    if (asked === 1) response.end('ok');
    else request.socket.destroy();
  });
  const send = httpSend('http:');
  await textOf((await send(get(port), live)).body);
  const fault = await failureOf(send(get(port), live));
  expect(fault).toHaveProperty('message');
  expect(fault).not.toBeInstanceOf(NotConnectedError);
  expect([asked, sockets.size]).toEqual([2, 1]);
});

test('what speaks no HTTP may have understood the request', async () => {
  const port = await listen(createTcpServer((socket) => void socket.end('nonsense\r\n\r\n')));
  const fault = await failureOf(httpSend('http:')(get(port), live));
  expect(fault).toHaveProperty('message');
  expect(fault).not.toBeInstanceOf(NotConnectedError);
});
