import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { ApiClient, isNotFound } from '../../support/kubernetes/provider/client';
import type { Connection } from '../../support/kubernetes/provider/kubeconfig';
import { CA, CLIENT_CERTIFICATE, CLIENT_KEY, SERVER_CERTIFICATE, SERVER_KEY } from './certificates';

const signal = new AbortController().signal;
let server: Server | undefined;

async function listen(started: Server): Promise<number> {
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return (started.address() as AddressInfo).port;
}

afterEach(async () => {
  await new Promise<void>((resolve) => {
    if (server?.listening !== true) {
      resolve();
      return;
    }
    server.close(() => resolve());
    server.closeAllConnections();
  });
  server = undefined;
});

function client(connection: Partial<Connection>): ApiClient {
  return new ApiClient({ server: '', insecure: false, ...connection }, '1.11.4');
}

/** Answers with what it saw of the request. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { accept, authorization, 'user-agent': agent, 'content-type': type } = request.headers;
    const peer =
      'getPeerCertificate' in request.socket
        ? (request.socket as TLSSocket).getPeerCertificate().subject
        : undefined;
    const seen = { method: request.method, url: request.url, accept, authorization, agent, type, peer };
    response.end(JSON.stringify({ ...seen, body: Buffer.concat(chunks).toString() }));
  });
}

test('requests carry the headers of the real provider', async () => {
  const port = await listen(createHttp(echo));
  const api = client({ server: `http://127.0.0.1:${port}` });
  expect(await api.get('/a?b=c', signal)).toEqual({
    method: 'GET',
    url: '/a?b=c',
    accept: 'application/json, */*',
    agent: 'HashiCorp/1.0 Terraform/1.11.4',
    body: '',
  });
  expect(await api.post('/a', { x: 1 }, signal)).toMatchObject({
    method: 'POST',
    type: 'application/json',
    body: '{"x":1}',
  });
  expect(await api.patch('/a', [], signal)).toMatchObject({
    method: 'PATCH',
    type: 'application/json-patch+json',
    body: '[]',
  });
  expect(await api.delete('/a', signal)).toMatchObject({
    method: 'DELETE',
    body: '{"kind":"DeleteOptions","apiVersion":"v1"}',
  });
});

test('credentials are not sent over a plain connection', async () => {
  const port = await listen(createHttp(echo));
  const api = client({ server: `http://127.0.0.1:${port}`, token: 'secret', username: 'u', password: 'p' });
  expect(await api.get('/', signal)).not.toHaveProperty('authorization');
});

describe('TLS', () => {
  const start = (): Promise<number> =>
    listen(
      createHttps(
        { cert: SERVER_CERTIFICATE, key: SERVER_KEY, ca: CA, requestCert: true, rejectUnauthorized: false },
        echo,
      ),
    );
  const names = { ca: CA, serverName: 'api.example.com' };

  test('the server is checked against the given authority and name', async () => {
    const at = `https://127.0.0.1:${await start()}`;
    expect(await client({ server: at, ...names, token: 'secret' }).get('/', signal)).toMatchObject({
      authorization: 'Bearer secret',
    });
    await expect(client({ server: at, ca: CA }).get('/', signal)).rejects.toThrow(/^Get "https:.*altnames/);
    await expect(client({ server: at, serverName: 'api.example.com' }).get('/', signal)).rejects.toThrow(
      /certificate/,
    );
    expect(await client({ server: at, insecure: true }).get('/', signal)).toMatchObject({ method: 'GET' });
  });

  test('the client shows its certificate, or a name and password', async () => {
    const at = `https://127.0.0.1:${await start()}`;
    const known = client({ server: at, ...names, certificate: CLIENT_CERTIFICATE, key: CLIENT_KEY });
    expect(await known.get('/', signal)).toMatchObject({ peer: { CN: 'tester' } });
    const basic = client({ server: at, ...names, username: 'u', password: 'p' });
    expect(await basic.get('/', signal)).toMatchObject({ authorization: `Basic ${btoa('u:p')}` });
  });
});

describe('failures', () => {
  const failing = async (code: number, body: string): Promise<ApiClient> =>
    client({
      server: `http://127.0.0.1:${await listen(createHttp((_request, response) => response.writeHead(code).end(body)))}`,
    });

  test('a Status becomes an error with its message and reason', async () => {
    const api = await failing(
      404,
      JSON.stringify({ kind: 'Status', message: 'services "x" not found', reason: 'NotFound' }),
    );
    const error: unknown = await api.get('/', signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: 'services "x" not found', code: 404, reason: 'NotFound' });
    expect(isNotFound(error)).toBe(true);
  });

  test('a 404 that is no Status does not mean that the object is gone', async () => {
    const error: unknown = await (
      await failing(404, '<html>')
    )
      .get('/', signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: 'the server answered with status 404: <html>' });
    expect(isNotFound(error)).toBe(false);
  });

  test('an answer that is not JSON', async () => {
    await expect((await failing(200, 'hello')).get('/x', signal)).rejects.toThrow(/GET .*\/x is not JSON/);
  });

  test('nobody listens', async () => {
    const port = await listen(createHttp());
    await new Promise((resolve) => server?.close(resolve));
    await expect(client({ server: `http://127.0.0.1:${port}` }).post('/x', {}, signal)).rejects.toThrow(
      `Post "http://127.0.0.1:${port}/x": connect ECONNREFUSED`,
    );
  });

  test('a stop ends the request', async () => {
    const port = await listen(createHttp());
    const stop = new AbortController();
    const waiting = client({ server: `http://127.0.0.1:${port}` }).get('/', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});
