import fc from 'fast-check';
import type { Socket } from 'node:net';
import { endpoints } from '../../../src/simulator/vast/routes';
import { call, rawSocket } from './support/http';
import { closeAll, rentRunning, search, start } from './support/simulators';

afterEach(closeAll);

type Simulator = Awaited<ReturnType<typeof start>>;

const KEYS = [
  'state', 'label', 'ids', 'instance_ids', 'image', 'disk', 'env', 'price', 'runtype', 'args', 'onstart', 'amount',
  'key', 'value', 'ssh_key', 'name', 'permissions', 'hash_id', 'template_id', 'template_hash_id', 'id', 'size', 'tail',
  'filter', 'command', 'q', 'order', 'limit', 'type', 'gpu_name', 'num_gpus', 'region', 'allocated_storage', 'geolocation',
  'volume_info', 'vm', 'pending_price_increase_id', 'dph_total', 'duration', 'verified', 'driver_version', 'personal_repo',
  '__proto__', 'constructor', 'toString',
]; // prettier-ignore

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    'running',
    'stopped',
    'RTX 4090',
    -1,
    0,
    1e308,
    '',
    'x'.repeat(3000),
    null,
    [[]],
    { eq: null },
    { in: [1, 'a', null] },
  ),
  fc.dictionary(
    fc.constantFrom('eq', 'neq', 'gt', 'lte', 'in', 'notin', 'like'),
    fc.jsonValue({ maxDepth: 1 }),
  ),
);
const body = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string()), value), { maxLength: 6 });
const queries = fc.dictionary(
  fc.constantFrom(
    'q',
    'limit',
    'order_by',
    'select_cols',
    'select_filters',
    'after_token',
    'type',
    'id',
    'owner',
  ),
  fc.oneof(fc.json({ maxDepth: 2 }), fc.string()),
);

describe('malformed requests', () => {
  test('any JSON in any place of any endpoint gets an answer, never a defect', async () => {
    const simulator = await start({ controlInterface: true });
    const live = await rentRunning(simulator);
    const offer = (await search(simulator, { limit: 1 }))[0]?.id as number;
    const parameter = fc.oneof(
      fc.constantFrom(String(live), String(offer), '0', '-1', 'abc', '%00', '9'.repeat(30)),
      fc.webSegment(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...endpoints),
        parameter,
        body,
        queries,
        async (endpoint, part, entries, query) => {
          const path = endpoint.path.replace(/\{\w+\}/g, part === '' ? 'x' : part);
          const search = new URLSearchParams(query).toString();
          // Written out by hand: an object literal would lose `__proto__`.
          const raw = `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`).join(',')}}`;
          const answer = await call(simulator, endpoint.method, search ? `${path}?${search}` : path, { raw });
          expect(answer.status).toBeGreaterThanOrEqual(200);
          expect(answer.status).not.toBe(500);
          if (answer.headers['content-type'] === 'application/json') expect(answer.json).toBeDefined();
        },
      ),
      { numRuns: 1_500 },
    );
    expect(simulator.violations.filter((text) => text.startsWith('internal error'))).toEqual([]);
    // An endpoint that needs no key: some call may well have deleted its own.
    expect((await call(simulator, 'GET', '/api/v0/gpu_names/unique/')).status).toBe(200);
  });

  test('any bytes on the wire leave it standing', async () => {
    const simulator = await start({ controlInterface: true });
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(
        'GET / HTTP/1.1\r\n\r\n', 'GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n', 'PUT /api/v0/asks/1/ HTTP/1.1\r\nContent-Length: 5\r\n\r\n{',
        'POST /api/v0/bundles/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 'CONNECT :0 HTTP/1.1\r\n\r\n',
        'CONNECT 198.51.100.1:99999 HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n', '\r\n\r\n\r\n', 'GET /_sim/state?after=%% HTTP/1.1\r\nHost: localhost\r\n\r\n',
        'GET /api/v0/instances/%/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sim-key\r\n\r\n', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      ).map((text) => Buffer.from(text)), // prettier-ignore
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 4 }), async (parts) => {
        await throwAt(simulator, Buffer.concat(parts));
      }),
      { numRuns: 300 },
    );
    expect((await call(simulator, 'GET', '/api/v0/users/current/')).status).toBe(200);
    expect(simulator.violations.filter((text) => text.startsWith('internal error'))).toEqual([]);
  });

  test('a client that goes away in the middle of its body', async () => {
    const simulator = await start();
    for (let i = 0; i < 20; i++) {
      await throwAt(
        simulator,
        Buffer.from('PUT /api/v0/asks/1/ HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n{"a":"bbbbbb'),
      );
    }
    expect((await call(simulator, 'GET', '/api/v0/users/current/')).status).toBe(200);
  });
});

/** Sends bytes, waits for an answer or the end, and hangs up. */
async function throwAt(simulator: Simulator, bytes: Buffer): Promise<void> {
  const socket: Socket = rawSocket(simulator);
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.destroy();
      resolve();
    };
    socket.on('error', done);
    socket.on('close', done);
    socket.on('data', done);
    // Half-closing makes the server decide about what it has, so that nothing waits for a time.
    socket.on('connect', () => socket.end(bytes, () => setImmediate(done)));
  });
}
