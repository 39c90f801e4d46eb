import { LIVE_KEY, openLiveWorld, type LiveWorld } from '../support/live';

let world: LiveWorld;
beforeEach(async () => {
  world = await openLiveWorld();
});
afterEach(() => world.simulator.close());

test('without a key it says so and asks nobody', async () => {
  const env = { ...world.env, VAST_API_KEY: '' };
  const { code, text } = await world.run([], { env });
  expect(code).toBe(1);
  expect(text).toContain('test:live failed: no API key is set, so there is nothing to test against');
  expect(world.simulator.journal.requests()).toEqual([]);
});

test('a wrong key fails at once', async () => {
  const { code, text } = await world.run([], { env: { ...world.env, VAST_API_KEY: 'other' } });
  expect(code).toBe(1);
  expect(text).toContain('test:live failed: GET /api/v0/users/current/');
});

test('bad arguments and settings are told without a stack', async () => {
  for (const [argv, env, message] of [
    [['--rent'], world.env, '--rent spends money'],
    [[], { ...world.env, VAST_API_URL: 'nowhere' }, 'VAST_API_URL'],
  ] as const) {
    const { code, text } = await world.run(argv, { env });
    expect(code).toBe(1);
    expect(text).toContain(message);
    expect(text).not.toMatch(/\n\s+at /);
  }
  expect(world.simulator.journal.requests()).toEqual([]);
});

test('--help needs no key', async () => {
  const { code, text } = await world.run(['--help'], { env: {} });
  expect(code).toBe(0);
  expect(text).toContain('--max-price USD');
});

test('the key is never printed', async () => {
  const { text } = await world.run(['--rent', '--max-price', '0.5']);
  expect(text).not.toContain(LIVE_KEY);
});
