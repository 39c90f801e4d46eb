import { planInstance } from '../../../src/provider/instance/plan';
import type { InstancePlan, InstanceState } from '../../../src/provider/instance/schema';
import { type DiagnosticInput, isUnknown, type Path, unknown } from '../../../src/tfplugin';
import { type Harness, plannedCreate, rented, REQUIREMENTS } from './handler-harness';

type Rented = Harness & { readonly state: InstanceState };

/** Plans a change of arguments, as the SDK prepares it: computed values unknown as soon as anything changes. */
function plan(h: Rented, change: Partial<InstancePlan>, prior: InstanceState = h.state) {
  const changed = new Set(
    Object.entries(change).flatMap(([name, value]) =>
      JSON.stringify(value) === JSON.stringify(prior[name as keyof InstanceState]) ? [] : [name],
    ),
  );
  const replaced: Path[] = [];
  const warnings: DiagnosticInput[] = [];
  const live =
    changed.size > 0 ? { public_ip: unknown(), port_map: unknown(), ssh: unknown(), status: unknown() } : {};
  const planned = { ...prior, ...live, ...change } as InstancePlan;
  const changes = planInstance({
    ...h.base,
    action: 'update',
    config: planned as never,
    prior,
    plan: planned,
    changed,
    requireReplace: (path) => void replaced.push(path),
    warn: (diagnostic) => void warnings.push(diagnostic),
  });
  return { planned: { ...planned, ...changes }, replaced: replaced.map(([name]) => name), warnings };
}

const requirements = (change: Partial<typeof REQUIREMENTS>) => ({
  requirements: { ...REQUIREMENTS, ...change },
});

describe('a change in place', () => {
  test('nothing changed: the plan is the state', async () => {
    const h = await rented();
    const { planned, replaced } = plan(h, {});
    expect(planned).toEqual(h.state);
    expect(replaced).toEqual([]);
  });

  test('a label leaves address and ports as they are', async () => {
    const h = await rented();
    const { planned, replaced } = plan(h, { label: 'db' });
    expect(planned).toEqual({ ...h.state, label: 'db' });
    expect(replaced).toEqual([]);
  });

  test('what serves creation and was not given stays none', async () => {
    const h = await rented();
    const prior = { ...h.state, offers: null, preferences: null };
    const { planned } = plan(h, { label: 'db', offers: null, preferences: null }, prior);
    expect(planned).toEqual({ ...prior, label: 'db' });
  });

  test('stopping is known to take address and ports away', async () => {
    const h = await rented();
    const { planned } = plan(h, { power: 'stopped' });
    expect(planned).toMatchObject({ public_ip: null, port_map: {} });
    expect(isUnknown(planned.status)).toBe(true);
  });

  test('starting brings new ones', async () => {
    const h = await rented();
    const { planned } = plan(
      h,
      { power: 'running' },
      { ...h.state, power: 'stopped', public_ip: null, port_map: {} },
    );
    expect([planned.public_ip, planned.port_map, planned.status].map(isUnknown)).toEqual([true, true, true]);
  });
});

describe('changed requirements', () => {
  test.each([
    ['a lower cap that the rental still meets', { max_price_per_hour: 0.25 }],
    [
      'a GPU list that still holds the rented one',
      { gpu_name: 'RTX 4090', fallback_gpu_names: ['RTX_3060'] },
    ],
    ['another spelling', { gpu_name: 'rtx3060' }],
    ['regions that still cover it', { regions: ['US-CA'] }],
    ['a stricter reliability that it had when rented', { min_reliability: 0.98 }],
  ])('%s: recorded in place', async (_, change) => {
    const h = await rented();
    const { planned, replaced, warnings } = plan(h, requirements(change));
    expect(planned.requirements).toEqual({ ...REQUIREMENTS, ...change });
    expect(replaced).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test.each([
    [
      'a cap below its price',
      { max_price_per_hour: 0.1 },
      /at most \$0\.1\/hr may be paid, the machine costs \$0\.21\/hr/,
    ],
    ['another GPU', { gpu_name: 'RTX 4090' }, /GPU RTX 4090 is required, the machine has RTX 3060/],
    ['more memory', { min_gpu_memory_gb: 24 }, /24 GB is required, the machine has 12\.288 GB/],
    ['other regions', { regions: ['US-TX'] }, /region of US-TX is required, the machine is in US-CA/],
    ['its host blocked', { blocked_hosts: ['host:100001'] }, /host 100001 is blocked/],
    ['more upload', { min_upload_mbps: 900 }, /900 Mbit\/s is required, the machine has 400 Mbit\/s/],
  ])('%s: replaced, and the plan says why', async (_, change, message) => {
    const h = await rented();
    const { replaced, warnings } = plan(h, requirements(change));
    expect(replaced).toEqual(['requirements']);
    expect(warnings).toEqual([
      expect.objectContaining({ detail: expect.stringMatching(message) as string, path: ['requirements'] }),
    ]);
  });

  test('only what changed is checked: a requirement that the rental failed before does not count against it', async () => {
    const h = await rented();
    const prior = { ...h.state, requirements: { ...REQUIREMENTS, min_reliability: 0.999 } };
    const { replaced } = plan(
      h,
      { requirements: { ...REQUIREMENTS, min_reliability: 0.999, num_gpus: 1, min_upload_mbps: 50 } },
      prior,
    );
    expect(replaced).toEqual([]);
  });

  test('volatile figures are those of the rental, not of today', async () => {
    const h = await rented();
    const prior = { ...h.state, price_per_hour: 0.45 };
    expect(plan(h, requirements({ max_price_per_hour: 0.3 }), prior).replaced).toEqual([]);
  });

  test('a part that is not known yet is left to the plan of the apply walk', async () => {
    const h = await rented();
    const { replaced } = plan(h, { requirements: { ...REQUIREMENTS, gpu_name: unknown() } });
    expect(replaced).toEqual([]);
  });
});

describe('arguments of the container', () => {
  test.each<[string, Partial<InstancePlan>]>([
    ['disk_gb', { disk_gb: 60 }],
    ['runtype', { runtype: 'ssh' }],
    ['ports', { ports: ['8001/tcp', '8000/tcp'] }],
    ['ports', { ports: null }],
    ['ports', { ports: [unknown()] }],
  ])('%s: a change replaces', async (name, change) => {
    const h = await rented();
    expect(plan(h, change).replaced).toEqual([name]);
  });

  test.each<[string, Partial<InstancePlan>]>([
    ['image', { image: 'acme/worker:2' }],
    ['an unknown image', { image: unknown() }],
    ['template_hash_id', { template_hash_id: 'a'.repeat(32) }],
    ['entrypoint', { entrypoint: '/bin/sh' }],
    ['onstart', { onstart: 'echo' }],
    ['args', { args: ['x'] }],
    ['a variable', { env: { MODE: 'test' } }],
    ['another variable', { env: { MODE: 'prod', MORE: 'x' } }],
    ['no variable', { env: {} }],
    ['unknown variables', { env: unknown() }],
    ['secret_env_version', { secret_env_version: '2' }],
  ])('%s: a new container on the same machine, whose ports are not known yet', async (_, change) => {
    const h = await rented();
    const { planned, replaced } = plan(h, change);
    expect(replaced).toEqual([]);
    expect([planned.public_ip, planned.port_map, planned.ssh, planned.status].map(isUnknown)).toEqual(
      Array<boolean>(4).fill(true),
    );
    expect(planned.id).toBe(h.state.id);
  });

  test('of a stopped instance leaves everything as it is until it is started', async () => {
    const h = await rented();
    const prior = { ...h.state, power: 'stopped', public_ip: null, port_map: {}, status: 'exited' };
    const { planned } = plan(h, { image: 'acme/worker:2' }, prior);
    expect(planned).toEqual({ ...prior, image: 'acme/worker:2' });
  });

  test.each<[string, Partial<InstancePlan>]>([
    ['args', { args: [] }],
    ['onstart', { onstart: '' }],
    ['the order of ports', { ports: ['8001/tcp'] }],
  ])('%s: another way to say the same does not', async (_, change) => {
    const h = await rented();
    const { planned, replaced } = plan(h, change);
    expect(replaced).toEqual([]);
    expect(planned.port_map).toEqual(h.state.port_map);
  });
});

describe('an unfinished mark in the label', () => {
  test.each(['pending', 'failed'] as const)('%s: an update has to settle it', async (stage) => {
    const h = await rented();
    h.notes.set('unsettled', stage);
    const { planned } = plan(h, {});
    expect(isUnknown(planned.status)).toBe(true);
    expect(planned.port_map).toEqual(h.state.port_map);
  });

  test('changing: the container has to be made anew, but not while it is stopped', async () => {
    const h = await rented();
    h.notes.set('unsettled', 'changing');
    expect(isUnknown(plan(h, {}).planned.port_map)).toBe(true);
    const stopped = { ...h.state, power: 'stopped' };
    expect(plan(h, {}, stopped).planned).toEqual(stopped);
  });
});

describe('after an import', () => {
  async function imported(): Promise<Rented & { prior: InstanceState }> {
    const h = await rented();
    h.notes.set('imported', 'true');
    const none = Object.fromEntries(Object.keys(REQUIREMENTS).map((name) => [name, null]));
    const prior = { ...h.state, offers: [], requirements: none as InstanceState['requirements'] };
    return { ...h, prior };
  }

  test('requirements that the machine meets show no change', async () => {
    const h = await imported();
    const { planned, replaced } = plan(h, { requirements: REQUIREMENTS }, h.prior);
    expect(planned).toEqual(h.prior);
    expect(replaced).toEqual([]);
  });

  test('requirements that it does not meet replace it, and the plan says why', async () => {
    const h = await imported();
    const { replaced, warnings } = plan(h, requirements({ gpu_name: 'H100 SXM' }), h.prior);
    expect(replaced).toEqual(['requirements']);
    expect(warnings[0]?.detail).toContain('H100 SXM');
  });

  test('variables of the platform beside the configured ones show no change; another value does', async () => {
    const h = await imported();
    const prior = { ...h.prior, env: { MODE: 'prod', JUPYTER_TOKEN: 'x' } };
    const same = plan(h, { env: { MODE: 'prod' } }, prior);
    expect(same.planned.env).toEqual(prior.env);
    expect(same.replaced).toEqual([]);
    expect(isUnknown(plan(h, { env: { MODE: 'test' } }, prior).planned.port_map)).toBe(true);
    expect(isUnknown(plan(h, { env: null }, prior).planned.port_map)).toBe(false);
  });

  test('the first version of the secrets is only recorded: nobody knows which one is there', async () => {
    const h = await imported();
    const prior = { ...h.prior, secret_env_version: '' };
    const { planned } = plan(h, { secret_env_version: '7' }, prior);
    expect(planned).toEqual({ ...prior, secret_env_version: '7' });
  });

  test('SSH keys that are let in show no change, another one does', async () => {
    const h = await imported();
    const prior = { ...h.prior, ssh_public_keys: ['ssh-ed25519 AAAA account', 'ssh-ed25519 BBBB own'] };
    expect(plan(h, { ssh_public_keys: ['ssh-ed25519 BBBB own'] }, prior).planned).toEqual(prior);
    const other = ['ssh-ed25519 CCCC new'];
    expect(plan(h, { ssh_public_keys: other }, prior).planned.ssh_public_keys).toEqual(other);
  });

  test('a bid within the configured limits shows no change', async () => {
    const h = await imported();
    const none = { min_price_per_hour: null, max_price_per_hour: null };
    const prior = { ...h.prior, bid: none, bid_price_per_hour: 0.15 };
    const wanted = { min_price_per_hour: 0.1, max_price_per_hour: 0.2 };
    expect(plan(h, { bid: wanted }, prior).planned).toEqual(prior);
    const low = { min_price_per_hour: null, max_price_per_hour: 0.12 };
    expect(plan(h, { bid: low }, prior).planned).toMatchObject({ bid: low, bid_price_per_hour: 0.12 });
  });
});

test('on create, arguments that are computed only for imports are known to be none', async () => {
  const h = await rented();
  const planned = plannedCreate() as unknown as InstancePlan;
  const config = { ...planned, offers: null, preferences: null, bid: null };
  const changes = planInstance({
    ...h.base,
    action: 'create',
    config: config as never,
    prior: null,
    plan: planned,
    changed: new Set(),
    requireReplace: () => undefined,
  });
  expect(changes).toEqual({
    offers: null,
    preferences: null,
    template_hash_id: null,
    secret_env_version: null,
    ssh_public_keys: null,
    bid_price_per_hour: null,
    outbid: false,
    outbid_price_per_hour: null,
  });
});
