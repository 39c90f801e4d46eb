import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { createDialler, type Dialled } from '../../src/market/dialler';

const servers: Server[] = [];
const sockets = new Set<Socket>();

async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

function socketOf(dialled: Dialled): Socket {
  if (dialled.kind !== 'open') throw new Error(dialled.detail);
  sockets.add(dialled.socket);
  return dialled.socket;
}

/** Everything that a socket says until it ends. */
async function hear(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'end');
  return text;
}

describe('the socket that is handed over', () => {
  test('speaks with the service', async () => {
    const port = await listen((socket) => {
      socket.once('data', (data: Buffer) => socket.end(`heard ${data.toString()}`));
    });
    const socket = socketOf(await createDialler({})('127.0.0.1', port, { timeoutMs: 5000 }));
    socket.write('hello');
    expect(await hear(socket)).toBe('heard hello');
  });

  test('speaks through the proxy, and what came with its answer is not lost', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\nearly ');
        socket.once('data', (data: Buffer) => socket.end(`heard ${data.toString()}`));
      });
    });
    const dial = createDialler({ proxy: new URL(`http://127.0.0.1:${port}`) });
    const socket = socketOf(await dial('198.51.100.7', 40_671, { timeoutMs: 5000 }));
    socket.write('hello');
    expect(await hear(socket)).toBe('early heard hello');
  });

  test('an answer of the proxy may come in pieces', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.setNoDelay(true);
        socket.write('HTTP/1.1 200 O', () =>
          setImmediate(() => socket.write('K\r\n\r', () => setImmediate(() => socket.end('\nearly')))),
        );
      });
    });
    const dial = createDialler({ proxy: new URL(`http://127.0.0.1:${port}`) });
    expect(await hear(socketOf(await dial('198.51.100.7', 1, { timeoutMs: 5000 })))).toBe('early');
  });

  test('outlives its own time limit and signal, and an error while nobody listens', async () => {
    const port = await listen(() => undefined);
    const abort = new AbortController();
    const socket = socketOf(
      await createDialler({})('127.0.0.1', port, { timeoutMs: 5000, signal: abort.signal }),
    );
    abort.abort(new Error('stopped'));
    expect(socket.destroyed).toBe(false);
    socket.destroy(new Error('nobody listens'));
    // Not `once`, which would listen to the error.
    await new Promise((resolve) => socket.on('close', resolve));
  });
});

test('a proxy that talks without end is cut off', async () => {
  const port = await listen((socket) => {
    socket.once('data', () => socket.write('x'.repeat(20_000)));
  });
  const dial = createDialler({ proxy: new URL(`http://127.0.0.1:${port}`) });
  expect(await dial('198.51.100.7', 1, { timeoutMs: 5000 })).toEqual({
    kind: 'proxy',
    detail: 'the proxy answered nothing that makes sense',
  });
});

test('an abort while dialling rejects with its reason and closes the connection', async () => {
  const abort = new AbortController();
  const reason = new Error('stopped');
  const closed: Promise<unknown>[] = [];
  const port = await listen((socket) => {
    closed.push(once(socket, 'close'));
    socket.once('data', () => abort.abort(reason));
  });
  const dial = createDialler({ proxy: new URL(`http://127.0.0.1:${port}`) });
  const dialling = dial('198.51.100.7', 1, { timeoutMs: 5000, signal: abort.signal });
  await expect(dialling).rejects.toBe(reason);
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
});
