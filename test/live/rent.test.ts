import { LIVE_CLAIM, LIVE_KEY, openLiveWorld, type LiveWorld } from '../support/live';

let world: LiveWorld;
beforeEach(async () => {
  world = await openLiveWorld();
});
afterEach(() => world.simulator.close());

const RENT = ['--rent', '--max-price', '0.50'];
/** A call beside the client under test. */
const send = (method: string, path: string, body: unknown): Promise<Response> =>
  fetch(`${world.simulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${LIVE_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const creates = (): number =>
  world.simulator.journal.requests().filter(({ endpoint }) => endpoint === 'create').length;
const nothingIsLeft = (): void => {
  expect(world.simulator.world.rentals()).toEqual([]);
  expect(world.simulator.world.money().burnPerHour).toBe(0);
};

test('rents the cheapest that matches, checks it, gives it back, and has seen that it is gone', async () => {
  const cheapest = Math.min(
    ...world.simulator.world
      .offers()
      .filter(({ gpuName }) => gpuName === 'RTX 3060')
      .map(({ gpuPricePerHour }) => gpuPricePerHour),
  );
  const { code, text } = await world.run(RENT);
  expect(code).toBe(0);
  const [, price] = /renting offer \d+ .* at \$([\d.]+)\/h/.exec(text) ?? [];
  // The disk comes on top, and some of the cheap ones are outside of the regions.
  expect(Number(price)).toBeGreaterThanOrEqual(cheapest);
  expect(Number(price)).toBeLessThanOrEqual(0.5);
  expect(text).toContain(`as "live-test vg-${LIVE_CLAIM}-11ee7e57?"`);
  expect(text).toMatch(/: open\n/);
  expect(text).toContain('its label was changed, and reads back as written');
  expect(text).toMatch(/instance \d+ is gone: neither its own read nor the list knows it/);
  expect(creates()).toBe(1);
  nothingIsLeft();
  world.simulator.assertNoViolations();
});

test('the id is told before anything else is asked of the instance', async () => {
  let first: string | undefined;
  await world.run(RENT, {
    onPrint: (soFar) => {
      if (!soFar.includes('RENTED INSTANCE')) return;
      const requests = world.simulator.journal.requests();
      first ??= requests.at(-1)?.endpoint ?? '';
    },
  });
  expect(first).toBe('create');
});

test('a cap that nothing meets rents nothing', async () => {
  const { code, text } = await world.run(['--rent', '--max-price', '0.01']);
  expect(code).toBe(1);
  expect(text).toContain('nothing was rented:');
  expect(creates()).toBe(0);
});

test('an instance that turns out dearer than the cap is given back', async () => {
  const { simulator } = world;
  // Thirty looks long, so that the price is up before it runs.
  simulator.control.image('busybox:1.36', { pullMs: 60_000 });
  let raised: Promise<Response> | undefined;
  const { code, text } = await world.run(RENT, {
    onPrint: (soFar) => {
      const [, id] = /RENTED INSTANCE (\d+)/.exec(soFar) ?? [];
      if (raised !== undefined || id === undefined) return;
      const pending_price_increase_id = simulator.control.proposePriceIncrease(Number(id), 9);
      raised = send('PUT', '/api/v0/instances/accept-price-increase/', {
        pending_price_increase_id,
      });
    },
  });
  expect((await raised)?.status).toBe(200);
  expect(code).toBe(1);
  expect(text).toMatch(/it costs \$9(\.\d+)?\/h, more than --max-price/);
  nothingIsLeft();
});

test('offers that are taken are passed over, three at most', async () => {
  world.simulator.control.injectFault({ kind: 'taken', times: 1 });
  expect((await world.run(RENT)).code).toBe(0);
  expect(creates()).toBe(2);
  world.simulator.control.injectFault({ kind: 'taken', times: 10 });
  const { code, text } = await world.run(RENT);
  expect(code).toBe(1);
  expect(text).toContain('nothing was rented: 3 offers were taken one after the other');
  nothingIsLeft();
});

test.each(['lost-drop', 'lost-502', 'invalid-json'] as const)(
  'a create whose answer is lost (%s) is found by its label',
  async (kind) => {
    world.simulator.control.injectFault({ kind, endpoint: 'create' });
    const { code, text } = await world.run(RENT);
    expect(code).toBe(0);
    expect(text).toMatch(/the answer was lost: .*\nRENTED INSTANCE \d+\n/);
    expect(creates()).toBe(1);
    nothingIsLeft();
  },
);

test('a lost create that lists leave out for a while is found all the same', async () => {
  world.simulator.control.injectFault({ kind: 'lost-drop', endpoint: 'create' });
  // After the list of the free checks, the first three do not show it either.
  world.simulator.control.injectFault({ kind: 'omit', endpoint: 'list', times: 3, skip: 1 });
  let lists = 0;
  const { text } = await world.run(RENT, {
    onPrint: (soFar) => {
      if (!/RENTED INSTANCE \d+\n$/.test(soFar)) return;
      lists = world.simulator.journal.requests().filter(({ endpoint }) => endpoint === 'list').length;
    },
  });
  expect(text).toMatch(/RENTED INSTANCE \d+\n/);
  expect(lists).toBe(5);
  nothingIsLeft();
});

test('an image that never starts ends in its destruction', async () => {
  world.simulator.control.image('busybox:1.36', { fault: 'manifest' });
  const { code, text } = await world.run(RENT);
  expect(code).toBe(1);
  expect(text).toMatch(/stopping: (instance \d+ will not run|the 15 minutes are over)/);
  nothingIsLeft();
});

test('a machine that hangs ends when the time is over', async () => {
  world.simulator.control.image('busybox:1.36', { pullMs: 1e9 });
  const { code, text } = await world.run([...RENT, '--minutes', '2']);
  expect(code).toBe(1);
  expect(text).toContain('test:live failed: the 2 minutes are over');
  nothingIsLeft();
});

test.each(['RENTED INSTANCE', 'renting offer', ': loading'])(
  'an interruption after "%s" destroys what was rented',
  async (moment) => {
    const stop = new AbortController();
    const { code, text } = await world.run(RENT, {
      signal: stop.signal,
      onPrint: (soFar) => {
        if (soFar.includes(moment)) stop.abort(new Error('interrupted by SIGINT'));
      },
    });
    expect(code).toBe(1);
    expect(text).toContain('test:live failed: interrupted by SIGINT');
    nothingIsLeft();
  },
);

test('a destruction that fails is repeated until it is confirmed', async () => {
  world.simulator.control.injectFault({ kind: 'unavailable-page', endpoint: 'destroy', times: 25 });
  const { code, text } = await world.run(RENT);
  expect(code).toBe(0);
  expect(text).toMatch(/DELETE .*; trying again/);
  nothingIsLeft();
});

test('one that cannot be confirmed names the instance in capitals and fails', async () => {
  world.simulator.control.injectFault({ kind: 'unavailable-page', endpoint: 'destroy', times: Infinity });
  const { code, text } = await world.run(RENT);
  const [rental] = world.simulator.world.rentals();
  expect(code).toBe(1);
  expect(text).toContain(`INSTANCE ${rental?.id} MAY STILL RUN AND COST MONEY`);
});

test('what the platform leaves in the account besides is not touched', async () => {
  const { simulator } = world;
  const [offer] = simulator.world.offers();
  await send('PUT', `/api/v0/asks/${offer?.id}/`, {
    client_id: 'me',
    image: 'x/y:1',
    disk: 10,
    label: 'mine',
  });
  const { code, text } = await world.run(RENT);
  // With what it said, should it fail.
  expect([code, text]).toEqual([0, expect.any(String)]);
  expect(simulator.world.rentals().map(({ label }) => label)).toEqual(['mine']);
});
