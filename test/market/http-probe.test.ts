import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import fc from 'fast-check';

import { createHttpProbe, type HttpProbeOptions, type HttpQuestion } from '../../src/market';
import { createCertificate } from '../../src/tfplugin/serve/certificate';

const servers: Server[] = [];
const sockets = new Set<Socket>();

function portOf(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

/** A service that says these bytes to whoever asks, and ends the connection unless told to keep it. */
const raw = (answer: string | Buffer, keep = false): Promise<number> =>
  portOf(
    createServer((socket) => {
      socket.once('data', () => (keep ? socket.write(answer) : socket.end(answer)));
    }),
  );

const http = (listener: RequestListener): Promise<number> => portOf(createHttpServer(listener));

/** A CONNECT proxy to ports of this machine, whatever address it is asked for. */
async function proxy(): Promise<{ readonly url: URL; readonly asked: string[] }> {
  const asked: string[] = [];
  const port = await portOf(
    createServer((socket) => {
      socket.once('data', (data: Buffer) => {
        const target = /^CONNECT (\S+):(\d+) /.exec(data.toString());
        asked.push(target?.[1] ?? '');
        const onward = connect(Number(target?.[2]), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
          socket.pipe(onward).pipe(socket);
        });
        sockets.add(onward);
        onward.on('error', () => socket.destroy());
      });
    }),
  );
  return { url: new URL(`http://127.0.0.1:${port}`), asked };
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

function ask(
  port: number,
  change: Partial<HttpQuestion> = {},
  options: HttpProbeOptions = {},
  signal?: AbortSignal,
) {
  const question = {
    host: '127.0.0.1',
    port,
    path: '/health',
    tls: false,
    insecure: false,
    timeoutMs: 20_000,
    maxBodyBytes: 65_536,
    ...change,
  };
  return createHttpProbe(options)(question, signal);
}

describe('an answer', () => {
  test('has status, reason, body and the time of the handshake; the request asks for what is wanted', async () => {
    const seen: unknown[] = [];
    const port = await http((request, response) => {
      seen.push([request.method, request.url, request.headers]);
      response.writeHead(503, 'Loading', { 'Content-Type': 'text/plain' }).end('model is loading: ü');
    });
    let now = 100;
    expect(await ask(port, { path: '/health?deep=1' }, { monotonic: () => (now += 12.34) })).toEqual({
      kind: 'answered',
      status: 503,
      reason: 'Loading',
      body: 'model is loading: ü',
      latencyMs: 12.3,
    });
    expect(seen).toEqual([
      [
        'GET',
        '/health?deep=1',
        {
          host: `127.0.0.1:${port}`,
          'user-agent': 'vast-gpu-readiness',
          accept: '*/*',
          'accept-encoding': 'identity',
          connection: 'close',
        },
      ],
    ]);
  });

  test('may come for another Host', async () => {
    const port = await http((request, response) => response.end(request.headers.host));
    expect(await ask(port, { hostHeader: 'stt.example.org:8443' })).toMatchObject({
      body: 'stt.example.org:8443',
    });
  });

  test('may send its body in chunks, with a length, or until it closes', async () => {
    const chunked = await http((_request, response) => {
      response.write('in ');
      response.end('chunks');
    });
    expect(await ask(chunked)).toMatchObject({ status: 200, body: 'in chunks' });
    const length = await raw('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour', true);
    expect(await ask(length)).toMatchObject({ status: 200, body: 'four' });
    const closing = await raw('HTTP/1.0 200 OK\r\n\r\nuntil the end');
    expect(await ask(closing)).toMatchObject({ status: 200, body: 'until the end' });
  });

  test('is not followed elsewhere', async () => {
    const port = await http((_request, response) => response.writeHead(302, { Location: '/login' }).end());
    expect(await ask(port)).toMatchObject({ kind: 'answered', status: 302 });
  });

  test('may follow a 103, and may be a switch of protocols', async () => {
    const hinted = await raw('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n');
    expect(await ask(hinted)).toMatchObject({ status: 204, body: '' });
    const switched = await raw(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      true,
    );
    expect(await ask(switched)).toMatchObject({ status: 101, body: '' });
  });

  test('is read as far as asked for, and the rest is not waited for', async () => {
    const endless = await http((_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
        response.once('drain', more);
      };
      more();
    });
    expect(await ask(endless, { maxBodyBytes: 1000 })).toMatchObject({ body: 'x'.repeat(1000) });
    const headOnly = await raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', true);
    expect(await ask(headOnly, { maxBodyBytes: 0 })).toMatchObject({ status: 200, body: '' });
  });
});

describe('no answer', () => {
  const brokenOff = 'the service closed the connection before its answer was complete';

  test.each([
    ['nothing at all', '', brokenOff],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-', brokenOff],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', brokenOff],
    ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf', brokenOff],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'the answer is not HTTP ('],
    [
      'a head without end',
      `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      'the head of the answer is longer than 16384 bytes',
    ],
  ])('from %s', async (_what, answer, detail) => {
    expect(await ask(await raw(answer))).toEqual({
      kind: 'failed',
      detail: expect.stringContaining(detail) as string,
    });
  });

  test('whatever a service says, there is an outcome', async () => {
    const head = fc.constantFrom(
      '',
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
        const port = await raw(Buffer.concat([Buffer.from(start), rest]));
        const answer = await ask(port);
        expect(['answered', 'failed']).toContain(answer.kind);
        if (answer.kind === 'failed') expect(answer.detail).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  test('from a connection that is reset', async () => {
    const port = await portOf(
      createServer((socket) => {
        socket.once('data', () => socket.resetAndDestroy());
      }),
    );
    expect(await ask(port)).toEqual({ kind: 'failed', detail: brokenOff });
  });

  test.each([
    ['the head', ''],
    ['the body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'],
  ])('when %s does not come in time', async (_what, answer) => {
    const port = await raw(answer, true);
    expect(await ask(port, { timeoutMs: 60 })).toEqual({
      kind: 'failed',
      detail: 'connected, but no complete answer within 0.06 s',
    });
  });

  test('from a port where nothing listens, or a proxy that says so', async () => {
    const port = await raw('');
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await ask(port)).toEqual({ kind: 'failed', detail: 'connection refused' });
    const refusing = await raw('HTTP/1.1 502 Bad Gateway\r\nX-Proxy-Error: connection refused\r\n\r\n');
    expect(await ask(1, {}, { proxy: new URL(`http://127.0.0.1:${refusing}`) })).toEqual({
      kind: 'failed',
      detail: 'connection refused',
    });
  });
});

test('a proxy leads to the service', async () => {
  const port = await http((request, response) => response.end(request.url));
  const { url, asked } = await proxy();
  expect(await ask(port, { host: '198.51.100.7' }, { proxy: url })).toMatchObject({
    status: 200,
    body: '/health',
  });
  expect(asked).toEqual(['198.51.100.7']);
});

test('a stop ends the request at once with its reason, and closes the connection', async () => {
  const abort = new AbortController();
  const reason = new Error('stopped');
  const closed: Promise<unknown>[] = [];
  const port = await portOf(
    createServer((socket) => {
      closed.push(new Promise((resolve) => socket.once('close', resolve)));
      socket.once('data', () => abort.abort(reason));
    }),
  );
  await expect(ask(port, {}, {}, abort.signal)).rejects.toBe(reason);
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
  await expect(ask(port, {}, {}, abort.signal)).rejects.toBe(reason);
});

describe('over TLS', () => {
  const { keyPem, certificatePem } = createCertificate(Date.now());
  const names: unknown[] = [];
  /** A service whose certificate says `localhost`, and which has signed it itself. */
  const serve = (): Promise<number> => {
    names.length = 0;
    return portOf(
      createTlsServer({ key: keyPem, cert: certificatePem }, (channel) => {
        names.push(channel.servername);
        channel.on('error', () => undefined);
        channel.once('data', () => channel.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      }),
    );
  };

  test('a certificate that is trusted and has the name is accepted', async () => {
    const port = await serve();
    const question = { tls: true, hostHeader: `localhost:${port}` };
    expect(await ask(port, question, { ca: certificatePem })).toMatchObject({ status: 200, body: 'ok' });
    expect(names).toEqual(['localhost']);
  });

  test('one that nobody signed is not, unless insecure', async () => {
    const port = await serve();
    expect(await ask(port, { tls: true, hostHeader: 'localhost' })).toEqual({
      kind: 'failed',
      detail: expect.stringMatching(/^the certificate is not accepted: self-signed certificate/) as string,
    });
    expect(await ask(port, { tls: true, insecure: true })).toMatchObject({ status: 200, body: 'ok' });
  });

  test('one for another name is not, and nothing was sent', async () => {
    const port = await serve();
    const heard: unknown[] = [];
    servers.at(-1)?.on('secureConnection', (channel: Socket) => channel.on('data', () => heard.push(1)));
    for (const hostHeader of [undefined, 'stt.example.org']) {
      expect(await ask(port, { tls: true, hostHeader }, { ca: certificatePem })).toEqual({
        kind: 'failed',
        detail: expect.stringMatching(/^the certificate is not accepted: .*altnames/) as string,
      });
    }
    expect(heard).toEqual([]);
  });

  test('works through a proxy', async () => {
    const port = await serve();
    const { url, asked } = await proxy();
    const question = { host: '198.51.100.7', tls: true, hostHeader: 'localhost' };
    expect(await ask(port, question, { ca: certificatePem, proxy: url })).toMatchObject({ status: 200 });
    expect(asked).toEqual(['198.51.100.7']);
  });

  test('a service that speaks plain HTTP is named, and one that hangs ends with the time', async () => {
    const plain = await raw('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(await ask(plain, { tls: true })).toEqual({ kind: 'failed', detail: 'the answer is not TLS' });
    const silent = await raw('', true);
    expect(await ask(silent, { tls: true, timeoutMs: 60 })).toMatchObject({
      detail: 'connected, but no complete answer within 0.06 s',
    });
  });

  test('plain HTTP to a TLS port is named', async () => {
    const port = await serve();
    expect(await ask(port)).toMatchObject({ kind: 'failed' });
  });
});
