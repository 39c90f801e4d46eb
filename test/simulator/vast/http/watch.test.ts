import type { RequestWatch, WatchedRequest } from '../../../../src/simulator';
import { call, rawSocket } from '../support/http';
import { anOffer, closeAll, PLAIN, start } from '../support/simulators';

afterEach(closeAll);

/** A watcher that only writes down what it is told. */
function recorder(lines: string[]): RequestWatch {
  const name = ({ number, method, endpoint }: WatchedRequest): string =>
    `${number} ${method} ${endpoint ?? '-'}`;
  return {
    before: (request) => void lines.push(`before ${name(request)}`),
    acted: (request, { status, fault }) =>
      void lines.push(`acted ${name(request)} ${status} ${fault?.kind ?? 'sound'}`),
    answered: (request) => void lines.push(`answered ${name(request)}`),
  };
}

test('is told about every API request at its three moments, and not about the control interface', async () => {
  const lines: string[] = [];
  const simulator = await start({ watch: recorder(lines), controlInterface: true });
  simulator.control.injectFault({ kind: 'lost-502', endpoint: 'read' });
  await call(simulator, 'GET', '/_sim/state');
  await call(simulator, 'GET', '/api/v1/instances/');
  await call(simulator, 'GET', '/api/v0/instances/5/');
  expect(lines).toEqual([
    'before 1 GET list',
    'acted 1 GET list 200 sound',
    'answered 1 GET list',
    'before 2 GET read',
    'acted 2 GET read 502 lost-502',
    'answered 2 GET read',
  ]);
});

test('sees the instance, and neither keys nor values of variables', async () => {
  const seen: WatchedRequest[] = [];
  const simulator = await start({ watch: { before: (request) => void seen.push(request) } });
  await call(simulator, 'GET', `/api/v0/instances/77/?api_key=${simulator.apiKey}`, { key: null });
  await call(simulator, 'PUT', '/api/v0/asks/1/', { body: PLAIN });
  expect(seen.map(({ instanceId, path }) => [instanceId, path])).toEqual([
    [77, '/api/v0/instances/77/?api_key=***'],
    [1, '/api/v0/asks/1/'],
  ]);
  expect(seen[1]?.body).toMatchObject({ image: PLAIN.image, env: { MODE: '***' } });
});

test('a request that is cut before it acts never acts', async () => {
  const simulator = await start({
    watch: { before: ({ endpoint }) => (endpoint === 'create' ? Promise.resolve('cut') : undefined) },
  });
  const offer = await anOffer(simulator);
  await expect(call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN })).rejects.toThrow();
  expect(simulator.world.rentals()).toEqual([]);
  expect(simulator.journal.requests('create')).toEqual([]);
});

test('a request that is cut after it acted has acted, and its answer is lost', async () => {
  const simulator = await start({
    watch: { acted: ({ endpoint }) => (endpoint === 'create' ? Promise.resolve('cut') : undefined) },
  });
  const offer = await anOffer(simulator);
  await expect(call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN })).rejects.toThrow();
  expect(simulator.world.rentals()).toHaveLength(1);
});

test('a held request acts on the world as it is when it is let go', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<undefined>((resolve) => (letGo = () => resolve(undefined)));
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const simulator = await start({
    watch: {
      before: ({ endpoint }) => {
        if (endpoint !== 'create') return undefined;
        arrived();
        return held;
      },
    },
  });
  const offer = await anOffer(simulator);
  const answer = call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN });
  await arrival;
  simulator.control.takeOffer(offer);
  letGo();
  expect((await answer).json).toMatchObject({ error: 'no_such_ask' });
});

test('knows when the caller has hung up', async () => {
  let gone: Promise<void> | undefined;
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const simulator = await start({
    watch: {
      before: (request) => {
        gone = new Promise((resolve) => request.gone.addEventListener('abort', () => resolve()));
        arrived();
        return gone.then(() => 'cut' as const);
      },
    },
  });
  const socket = rawSocket(simulator);
  socket.write(
    `GET /api/v1/instances/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${simulator.apiKey}\r\n\r\n`,
  );
  await arrival;
  socket.destroy();
  await gone;
  expect(simulator.journal.requests()).toEqual([]);
});
