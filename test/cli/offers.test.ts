import type { Connector } from '../../src/market';
import type { Selection } from '../../src/selection';
import { AuthError, TransientError } from '../../src/vast';
import { temporaryFolder, vastGpu, type CliOutcome, type CliWorld } from '../support/cli';
import { FakeMarket } from '../support/fake-market';
import { addressOf, FILLER_OFFERS, offer, SEED_OFFERS } from '../support/offers';

const KEY = 'a-very-secret-key-0123456789';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(
  () => (folder = temporaryFolder({ 'config.env': `VAST_API_KEY=${KEY}\nVAST_DATACENTER_LOCATION=US\n` })),
);
afterEach(() => folder.remove());

const offers = (argv: readonly string[], world: Partial<CliWorld> = {}): Promise<CliOutcome> =>
  vastGpu(['offers', ...argv], {
    cwd: folder.dir,
    market: new FakeMarket([...SEED_OFFERS, ...FILLER_OFFERS]),
    ...world,
  });

const json = (outcome: CliOutcome): Selection => JSON.parse(outcome.stdout) as Selection;

test('a table of the best ten, by the settings of the folder', async () => {
  const market = new FakeMarket([...SEED_OFFERS, ...FILLER_OFFERS]);
  const { code, stdout, stderr } = await offers([], { market });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('34 offers of 34 match: RTX 3060, at most $0.50/hr, in US, CA');
  expect(stdout).toMatch(
    / 1 +12345 +62345 +RTX 3060 +US-CA, California +0\.23 +98\.5% +~12ms +0\.82 +\+0\.20 +1\.02\n/,
  );
  expect(stdout).toContain('24 more; --limit 0 shows all.');
  expect(stdout).toContain('~ is not measured but estimated from the distance to Silicon Valley.');
  expect(stdout.split('\n').filter((line) => line.includes('RTX 3060  '))).toHaveLength(10);
  expect(market.queries[0]).toMatchObject({ allocated_storage: 50, direct_port_count: { gte: 1 } });
});

test('--limit, --disk and --ports', async () => {
  const market = new FakeMarket([...SEED_OFFERS, ...FILLER_OFFERS]);
  const two = await offers(['--limit', '2', '--disk', '80', '--ports', '3'], { market });
  expect(two.stdout).toContain('32 more');
  expect(market.queries[0]).toMatchObject({ allocated_storage: 80, direct_port_count: { gte: 3 } });
  const all = await offers(['--limit', '0']);
  expect(all.stdout).not.toContain('more;');
  expect(all.stdout).toContain('30031');
});

test.each(['--limit=-1', '--limit=many', '--limit=1.5', '--disk=0', '--disk=x', '--ports=-2'])(
  '%s is refused',
  async (option) => {
    const { code, stderr } = await offers([option]);
    expect(code).toBe(1);
    expect(stderr).toContain('is invalid');
  },
);

test('--json is the whole explanation, or as much of the ranking as --limit says', async () => {
  const whole = json(await offers(['--json']));
  expect(whole.candidates.map(({ offerId }) => offerId).slice(0, 3)).toEqual([12345, 12346, 12347]);
  expect(whole.record.ranking).toHaveLength(34);
  const some = json(await offers(['--json', '--limit', '3']));
  expect(some.record.ranking).toHaveLength(3);
  expect(some.record.omitted.ranking).toBe(31);
});

test('stages are shown where there are several', async () => {
  const rows = [
    ...SEED_OFFERS,
    offer({ id: 9, geolocation: 'Ontario, CA', dph_total: 0.1, reliability: 0.99 }),
  ];
  const { stdout } = await offers([], { market: new FakeMarket(rows) });
  expect(stdout).toMatch(/ 4 +9 .* 1\.2\n/);
  expect(stdout).toContain('Stage is GPU.region');
});

test('nothing matches: exit 3, nothing on stdout, and what would help', async () => {
  const { code, stdout, stderr } = await offers([], { env: { VAST_MAX_PRICE_PER_HOUR: '0.1' } });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('No offer matches RTX 3060 in US,CA for at most $0.1/hr.');
  expect(stderr).toMatch(/VAST_MAX_PRICE_PER_HOUR=0\.\d+ \(now 0\.1\)/);
  const asJson = await offers(['--json'], { env: { VAST_MAX_PRICE_PER_HOUR: '0.1' } });
  expect(asJson.code).toBe(3);
  expect(json(asJson).candidates).toEqual([]);
});

test('bad settings are listed, all at once, and nothing is asked', async () => {
  const market = new FakeMarket([]);
  const { code, stderr } = await offers([], {
    market,
    env: { VAST_MAX_PRICE_PER_HOUR: 'cheap', VAST_RELIABILITY_SCORE: '95' },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('VAST_MAX_PRICE_PER_HOUR');
  expect(stderr).toContain('VAST_RELIABILITY_SCORE');
  expect(market.queries).toEqual([]);
});

test('a market that cannot be asked is an error', async () => {
  const market = new FakeMarket([]);
  market.failures.push(new Error('no route to host'));
  const { code, stderr } = await offers([], { market });
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'vast-gpu: no route to host\n' });
});

test.each<[string, Error, string]>([
  [
    'no network',
    new TransientError('POST /api/v0/bundles/ failed: no route to host.', {
      endpoint: 'POST',
      ambiguous: false,
    }),
    'check the network and VAST_API_URL',
  ],
  [
    'a refused key',
    new AuthError('Invalid user key', { endpoint: 'POST', status: 401 }),
    'check VAST_API_KEY in the environment or in config.env',
  ],
])('%s: the error says what to do', async (_, error, advice) => {
  const market = new FakeMarket([]);
  market.failures.push(error);
  const { code, stderr } = await offers([], { market });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `vast-gpu: ${error.message} What to do: ${advice}.\n`,
  });
});

test('warnings go to stderr', async () => {
  const rows = [...SEED_OFFERS, SEED_OFFERS[0] ?? {}];
  const { stdout, stderr } = await offers([], { market: new FakeMarket(rows), env: { VAST_GPU_TYP: 'x' } });
  expect(stderr).toContain('warning: ');
  expect(stderr).toContain('VAST_GPU_TYPE');
  expect(stdout).not.toContain('warning');
});

test('colour on a terminal only, and not with NO_COLOR', async () => {
  expect((await offers([], { isTTY: true })).stdout).toContain('\u001B[32m12345');
  expect((await offers([], { isTTY: true, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001B');
  expect((await offers([])).stdout).not.toContain('\u001B');
});

describe('latency check', () => {
  const check = (yaml: string) => {
    folder.remove();
    folder = temporaryFolder({ 'config.env': '', 'vast-provider-config.yaml': yaml });
  };

  test('measured once it is enabled', async () => {
    check('latency_check: { enabled: true, max_acceptable_ms: 500 }\n');
    const dialled: string[] = [];
    const connector: Connector = (host, port) => {
      dialled.push(`${host}:${port}`);
      return Promise.resolve({ kind: 'open', latencyMs: 1 });
    };
    const { record } = json(
      await offers(['--json'], { market: new FakeMarket(SEED_OFFERS), connect: () => connector }),
    );
    expect(new Set(dialled)).toEqual(new Set([12345, 12346, 12347].map((id) => `${addressOf(id)}:22`)));
    expect(record.ranking.every(({ latency }) => latency.source === 'measured')).toBe(true);
  });

  test('nobody is dialled without it', async () => {
    check('latency_check: { enabled: false }\n');
    expect((await offers(['--json'], { market: new FakeMarket(SEED_OFFERS) })).code).toBe(0);
  });
});

test('the key appears nowhere', async () => {
  const failing = new FakeMarket([]);
  failing.failures.push(new Error('refused'));
  const outcomes = await Promise.all([
    offers([]),
    offers(['--json']),
    offers([], { market: failing }),
    offers([], { env: { VAST_MAX_PRICE_PER_HOUR: KEY } }),
    offers([], { env: { VAST_MAX_PRICE_PER_HOUR: '0.01' } }),
  ]);
  for (const { stdout, stderr } of outcomes) expect(stdout + stderr).not.toContain(KEY);
});

test('--help says what it reads and what the exit codes mean', async () => {
  const { code, stdout } = await offers(['--help']);
  expect(code).toBe(0);
  for (const text of ['--json', '--limit', 'config.env', '3 nothing matches']) expect(stdout).toContain(text);
});
