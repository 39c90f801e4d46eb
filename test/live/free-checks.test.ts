import { openLiveWorld, type LiveWorld } from '../support/live';

let world: LiveWorld;
beforeEach(async () => {
  world = await openLiveWorld();
});
afterEach(() => world.simulator.close());

test('looks at account, GPU names, offers and instances, sends nothing but reads, and rents nothing', async () => {
  const { code, text } = await world.run([]);
  expect(code).toBe(0);
  expect(text).toContain('account: credit $100.00');
  expect(text).toMatch(/GPU names: \d\d/);
  expect(text).toMatch(/offers: \d\d for the settings, of which \d\d match/);
  expect(text).toContain('instances: 0 on 1 page');
  expect(text).toContain('an instance that does not exist: {"instances":null}');
  expect(text).toContain('nothing was rented');
  const calls = world.simulator.journal
    .requests()
    .map(({ method, endpoint }) => `${method} ${String(endpoint)}`);
  expect([...new Set(calls)].sort()).toEqual([
    'GET current-user',
    'GET gpu-names',
    'GET list',
    'GET read',
    'POST search',
  ]);
});

test('the simulator is as the reference says, but for three fields of the account that it leaves open', async () => {
  const { text } = await world.run([]);
  const findings = text.split('\n').filter((line) => line.includes('finding:'));
  expect(findings).toEqual([
    '  finding: account: fields that the reference does not name: "created_at", "fullname", "has_billing"',
    expect.stringContaining('GPU names: not in our table'),
    expect.stringContaining('instances: none, so nothing about their fields was checked'),
  ]);
});

test('a filter that the platform ignores is a finding', async () => {
  const strict = await openLiveWorld({ knobs: { ignoredFilters: ['gpu_name', 'dph_total'] } });
  try {
    const { code, text } = await strict.run([]);
    expect(code).toBe(0);
    expect(text).toMatch(/finding: offers: the filter on 'gpu_name' let \d+ of \d+ rows through/);
    expect(text).toMatch(/finding: offers: the filter on 'dph_total' let \d+ of \d+ rows through/);
    expect(text).not.toContain("filter on 'num_gpus'");
  } finally {
    await strict.simulator.close();
  }
});

test.each(['404', 'empty-list'] as const)(
  'a missing instance that is told by %s is a finding',
  async (goneRead) => {
    const other = await openLiveWorld({ knobs: { goneRead } });
    try {
      const { code, text } = await other.run([]);
      expect(code).toBe(0);
      expect(text).toContain('a missing instance is not told by {"instances":null} but by');
    } finally {
      await other.simulator.close();
    }
  },
);

test('list and single read of an instance are held against each other', async () => {
  const { simulator } = world;
  const [offer] = simulator.world.offers();
  await fetch(`${simulator.url}/api/v0/asks/${offer?.id}/`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${world.env['VAST_API_KEY']}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: 'me',
      image: 'x/y:1',
      disk: 10,
      runtype: 'args',
      cancel_unavail: true,
    }),
  });
  const { code, text } = await world.run([]);
  expect(code).toBe(0);
  expect(text).toContain('instances: 1 on 1 page');
  expect(text).not.toContain('fields that the reference does not name: "id"');

  // Listed, and denied by its own read.
  simulator.control.injectFault({ kind: 'null', times: 1 });
  const denied = await world.run([]);
  expect(denied.code).toBe(1);
  expect(denied.text).toMatch(/instance \d+ is in the list, but its own read says that there is none/);
});

test('an error of the platform is a failure, not a finding', async () => {
  world.simulator.control.injectFault({ kind: 'html', endpoint: 'list', times: 100 });
  const { code, text } = await world.run([]);
  expect(code).toBe(1);
  expect(text).toContain('test:live failed: GET /api/v1/instances/');
  expect(text).not.toMatch(/\n\s+at /);
});
