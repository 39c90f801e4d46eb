import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createConnector } from '../../src/market';

let server: Server;
const sockets = new Set<Socket>();

async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

/** A proxy that gives one answer; what it was asked stands in `asked`. */
async function proxyAnswering(answer: string | undefined): Promise<{ url: URL; asked: string[] }> {
  const asked: string[] = [];
  const port = await listen((socket) => {
    socket.once('data', (data: Buffer) => {
      asked.push(data.toString());
      if (answer !== undefined) socket.end(answer);
    });
  });
  return { url: new URL(`http://127.0.0.1:${port}`), asked };
}

describe('dialling directly', () => {
  test('an accepted connection is open, with the time of the handshake', async () => {
    const port = await listen(() => undefined);
    let now = 100;
    const connector = createConnector({ timeoutMs: 5000, monotonic: () => (now += 12.34) });
    expect(await connector('127.0.0.1', port)).toEqual({ kind: 'open', latencyMs: 12.3 });
  });

  test('a closed port is refused', async () => {
    const port = await listen(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await createConnector({ timeoutMs: 5000 })('127.0.0.1', port)).toMatchObject({ kind: 'refused' });
  });

  test('an abort rejects with its reason, also before the start', async () => {
    const port = await listen(() => undefined);
    const reason = new Error('stopped');
    const dialling = createConnector({ timeoutMs: 5000 })('127.0.0.1', port, AbortSignal.abort(reason));
    await expect(dialling).rejects.toBe(reason);
  });
});

describe('dialling through a proxy', () => {
  test('asks for the target and takes 2xx for open', async () => {
    const { url, asked } = await proxyAnswering('HTTP/1.1 200 Connection Established\r\n\r\n');
    const dial = await createConnector({ proxy: url, timeoutMs: 5000 })('198.51.100.7', 40_671);
    expect(dial.kind).toBe('open');
    expect(asked).toEqual(['CONNECT 198.51.100.7:40671 HTTP/1.1\r\nHost: 198.51.100.7:40671\r\n\r\n']);
  });

  test('sends the credentials of its address', async () => {
    const { url, asked } = await proxyAnswering('HTTP/1.1 200 OK\r\n\r\n');
    url.username = 'me';
    url.password = 'pass word';
    await createConnector({ proxy: url, timeoutMs: 5000 })('::1', 1);
    expect(asked[0]).toContain(
      `Proxy-Authorization: Basic ${Buffer.from('me:pass word').toString('base64')}\r\n`,
    );
    expect(asked[0]).toContain('CONNECT [::1]:1 ');
  });

  test.each([
    [
      'HTTP/1.1 502 Bad Gateway\r\nX-Proxy-Error: connection refused\r\n\r\n',
      'refused',
      'connection refused',
    ],
    [
      'HTTP/1.1 503 Service Unavailable\r\nX-Squid-Error: ERR_CONNECT_FAIL 111\r\n\r\n',
      'refused',
      'ERR_CONNECT_FAIL 111',
    ],
    [
      'HTTP/1.1 503 Service Unavailable\r\nX-Squid-Error: ERR_CONNECT_FAIL 110\r\n\r\n',
      'filtered',
      'ERR_CONNECT_FAIL 110',
    ],
    [
      'HTTP/1.1 502 Bad Gateway\r\nX-Proxy-Error: connection timed out\r\n\r\n',
      'filtered',
      'connection timed out',
    ],
    ['HTTP/1.1 504 Gateway Timeout\r\n\r\n', 'filtered', 'the proxy answered 504'],
    ['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'proxy', 'the proxy answered 407'],
    ['HTTP/1.1 403 Forbidden\r\n\r\n', 'proxy', 'the proxy answered 403'],
    ['SSH-2.0-OpenSSH\r\n\r\n', 'proxy', 'the proxy answered nothing that makes sense'],
    ['', 'proxy', 'the proxy answered nothing that makes sense'],
  ])('%j', async (answer, kind, detail) => {
    const { url } = await proxyAnswering(answer);
    expect(await createConnector({ proxy: url, timeoutMs: 5000 })('198.51.100.7', 1)).toEqual({
      kind,
      detail,
    });
  });

  test('a proxy that is silent is a host that drops packets', async () => {
    const { url } = await proxyAnswering(undefined);
    const dial = await createConnector({ proxy: url, timeoutMs: 30 })('198.51.100.7', 1);
    expect(dial).toEqual({ kind: 'filtered', detail: 'no answer within 0.03 s' });
  });

  test('a proxy that is not there says nothing about the host', async () => {
    const { url } = await proxyAnswering('');
    await new Promise((resolve) => server.close(resolve));
    const dial = await createConnector({ proxy: url, timeoutMs: 5000 })('198.51.100.7', 1);
    expect(dial).toMatchObject({
      kind: 'proxy',
      detail: expect.stringContaining('cannot be reached') as string,
    });
  });
});
