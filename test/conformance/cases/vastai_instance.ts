import type { Observation, ResourceCase } from '../support/case';
import { ask, instanceRow } from '../support/platform';
import { PATIENT, pinnedOffer, rentalIds, rentalOf } from './rentals';

const REQUIREMENTS = '{ gpu_name = "RTX 3060", max_price_per_hour = 0.5 }';
const SECRET = 's3cr3t-of-the-container';
const NEW_SECRET = 'n3w-s3cr3t-of-the-container';

/** The container came up anew after a change: same machine, running, with all ports. */
function expectUp(after: Observation): void {
  const rental = rentalOf(after);
  expect(rental).toMatchObject({ actualStatus: 'running', machineId: after.before['machine_id'] });
  expect(after.values).toMatchObject({
    status: 'running',
    public_ip: rental.publicIp,
    port_map: { ...rental.ports },
  });
  expect(rental.label).toMatch(/-[0-9a-f]{8}$/);
}

/** The secret is nowhere in the state, nor in the notes of the provider beside it. */
async function expectNotStored({ world }: Observation, secret: string): Promise<void> {
  const { stdout } = await world.terraformOk(['state', 'pull']);
  const { resources } = JSON.parse(stdout) as StateFile;
  const notes = resources.flatMap(({ instances }) => instances.flatMap(({ private: note }) => note ?? []));
  expect(notes).toHaveLength(1);
  expect(stdout + Buffer.from(notes[0] ?? '', 'base64').toString()).not.toContain(secret);
}

interface StateFile {
  readonly resources: readonly { readonly instances: readonly { readonly private?: string }[] }[];
}

/** A container on a machine rented on demand: everything but what needs a bid or an SSH server. */
export const instanceCase: ResourceCase = {
  type: 'vastai_instance',
  variant: 'on demand',
  support: '\nvariable "template" {}\n',
  prepare: async (world) => {
    const { template } = await ask(world, '/api/v0/template/', {
      name: 'other',
      image: 'example/other:1',
      runtype: 'args',
    });
    world.env['TF_VAR_template'] = (template as { hash_id: string }).hash_id;
  },
  base: (world) => ({
    image: '"example/june:1"',
    image_login: '{ registry = "docker.io", username = "june", password = "p4ssword" }',
    label: '"june"',
    env: '{ MODEL = "small" }',
    secret_env: `{ TOKEN = "${SECRET}" }`,
    secret_env_version: '"1"',
    ports: '["8001/tcp", "53/udp"]',
    args: '["--serve", "8001"]',
    requirements: REQUIREMENTS,
    preferences: '{ region_policy = "score" }',
    offers: pinnedOffer(world),
    claim: '"5ca1ab1e0001"',
    timeouts: PATIENT,
  }),
  created: async (after) => {
    const rental = rentalOf(after);
    expect(after.values).toMatchObject({
      machine_id: rental.machineId,
      public_ip: rental.publicIp,
      port_map: { ...rental.ports },
      status: 'running',
      secret_env: null,
      image_login: null,
    });
    expect(rental).toMatchObject({
      image: 'example/june:1',
      diskGb: 50,
      actualStatus: 'running',
      isBid: false,
    });
    expect(rental.containerEnv).toMatchObject({ MODEL: 'small', TOKEN: SECRET });
    expect(rental.label).toMatch(/^june vg-5ca1ab1e0001-[0-9a-f]{8}$/);
    expect(Object.keys(rental.ports).sort()).toEqual(['53/udp', '8001/tcp']);
    await expectNotStored(after, SECRET);
    await expectNotStored(after, 'p4ssword');
  },
  inPlace: [
    {
      set: { label: '"june-2"' },
      seen: (after) => expect(rentalOf(after).label).toMatch(/^june-2 vg-5ca1ab1e0001-/),
    },
    { set: { label: null }, seen: (after) => expect(rentalOf(after).label).toMatch(/^vg-5ca1ab1e0001-/) },
    {
      set: { image: '"example/june:2"' },
      seen: (after) => {
        expectUp(after);
        expect(rentalOf(after).image).toBe('example/june:2');
      },
    },
    {
      set: { env: '{ MODEL = "large" }' },
      seen: (after) => {
        expectUp(after);
        expect(rentalOf(after).containerEnv).toMatchObject({ MODEL: 'large', TOKEN: SECRET });
      },
    },
    {
      set: { secret_env: `{ TOKEN = "${NEW_SECRET}" }`, secret_env_version: '"2"' },
      seen: async (after) => {
        expectUp(after);
        expect(rentalOf(after).containerEnv).toMatchObject({ MODEL: 'large', TOKEN: NEW_SECRET });
        expect(after.values['secret_env']).toBeNull();
        await expectNotStored(after, NEW_SECRET);
      },
    },
    {
      set: { args: '["--serve", "8002"]' },
      seen: async (after) => {
        expectUp(after);
        expect(await instanceRow(after.world, after.values['id'])).toMatchObject({
          image_args: ['--serve', '8002'],
        });
      },
    },
    {
      set: { entrypoint: '"/bin/serve"' },
      seen: async (after) => {
        expectUp(after);
        expect(await instanceRow(after.world, after.values['id'])).toMatchObject({ onstart: '/bin/serve' });
      },
    },
    {
      set: { template_hash_id: 'var.template' },
      seen: async (after) => {
        expectUp(after);
        expect(await instanceRow(after.world, after.values['id'])).toMatchObject({
          template_hash_id: after.world.env['TF_VAR_template'],
          image_uuid: 'example/june:2',
        });
      },
    },
    {
      set: { power: '"stopped"' },
      seen: (after) => {
        expect(rentalOf(after)).toMatchObject({ intendedStatus: 'stopped' });
        expect(after.values).toMatchObject({ public_ip: null, port_map: {} });
      },
    },
    { set: { power: '"running"' }, seen: expectUp },
    // Met by the rented machine, so only the text is recorded (design.md D3).
    { set: { requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 0.6, min_download_mbps = 50 }' } },
    { set: { on_outbid: '"rebid"' } },
    { set: { timeouts: '{ create = "61m", update = "61m", delete = "61m" }' } },
  ],
  unchanging: [
    {
      set: {
        offers: '[{ id = 1, machine_id = 2, price_per_hour = 0.3 }]',
        preferences: '{ weights = { price = 1 } }',
        on_stale: '"fail"',
        claim: '"5ca1ab1e0002"',
        claim_conflict: '"warn"',
        blocked_machines: '[1, 2]',
        max_attempts: '7',
        reachability: '"none"',
      },
    },
    // Write-only: a plan cannot see it, and a change alone does nothing.
    { set: { image_login: null } },
    {
      set: { secret_env: '{ TOKEN = "unseen" }' },
      seen: (after) => expect(rentalOf(after).containerEnv).toMatchObject({ TOKEN: NEW_SECRET }),
    },
    // A rental keeps its template.
    { set: { template_hash_id: null } },
    { set: { template_hash_id: 'var.template' } },
    // The replacements that follow are creations, and search the market.
    { set: { offers: null, on_stale: null } },
  ],
  replacing: [
    { set: { disk_gb: '60' }, seen: (after) => expect(rentalOf(after).diskGb).toBe(60) },
    {
      set: { ports: '["8001/tcp"]' },
      seen: (after) => expect(Object.keys(rentalOf(after).ports)).toEqual(['8001/tcp']),
    },
    {
      set: { requirements: '{ gpu_name = "RTX 3090", max_price_per_hour = 0.9 }' },
      seen: (after) => expect(rentalOf(after).gpuName).toBe('RTX 3090'),
    },
    {
      set: { bid: '{ max_price_per_hour = 0.5 }' },
      seen: (after) => {
        expect(rentalOf(after)).toMatchObject({ isBid: true, gpuName: 'RTX 3090' });
        expect(rentalOf(after).bid).toBeLessThanOrEqual(0.5);
      },
    },
  ],
  import: {
    without: ['timeouts', 'on_outbid', 'secret_env_version'],
    unknowable: [
      'attempts',
      'bid',
      'blocked_machines',
      'claim_conflict',
      'max_attempts',
      'offer_id',
      'offers',
      'on_outbid',
      'preferences',
      'reachability',
      'rented_at',
      'requirements',
      'secret_env_version',
      'selection_record',
      'started_at',
      'time_to_running_seconds',
      'timeouts',
    ],
    refused: { june: /is no instance id/, 999999999: /no instance 999999999/ },
  },
  invalid: [
    { set: { requirements: '{ gpu_name = "RTX 3060" }' }, message: /max_price_per_hour/, at: 'requirements' },
    {
      set: { requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 0 }' },
      message: /greater than 0/,
      at: 'requirements',
    },
    {
      set: { requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 1, regions = ["US-XX"] }' },
      message: /US-XX/,
      at: 'requirements',
    },
    { set: { preferences: '{ region_policy = "near" }' }, message: /region_policy/, at: 'preferences' },
    { set: { offers: '[{ id = 1, machine_id = 2 }]' }, message: /price_per_hour/, at: 'offers' },
    {
      set: {
        offers:
          '[{ id = 7, machine_id = 2, price_per_hour = 1 }, { id = 7, machine_id = 2, price_per_hour = 1 }]',
      },
      message: /stands twice/,
      at: 'offers',
    },
    { set: { on_stale: '"wait"' }, message: /must be one of "research", "fail"/, at: 'on_stale' },
    { set: { blocked_machines: '[1.5]' }, message: /a whole number/, at: 'blocked_machines' },
    { set: { claim: '"june"' }, message: /12 lower-case hex digits/, at: 'claim' },
    { set: { claim_conflict: '"ignore"' }, message: /must be one of/, at: 'claim_conflict' },
    { set: { image: '""' }, message: /1 to 1024 characters/, at: 'image' },
    { set: { image: '"not an image"' }, message: /without blanks/, at: 'image' },
    {
      set: { image_login: '{ registry = "docker.io", username = "a b", password = "x" }' },
      message: /without blanks/,
      at: 'image_login',
    },
    { set: { template_hash_id: '"12"' }, message: /32 lower-case hex digits/, at: 'template_hash_id' },
    { set: { disk_gb: '4' }, message: /at least 8/, at: 'disk_gb' },
    { set: { label: '" june"' }, message: /without blanks at the ends/, at: 'label' },
    { set: { env: '{ "A=B" = "x" }' }, message: /a variable name/, at: 'env' },
    { set: { env: '{ TOKEN = "x" }' }, message: /TOKEN stands in env and in secret_env/, at: 'env' },
    { set: { secret_env: '{ VG_SECRET = "x" }' }, message: /does not begin with VG_/, at: 'secret_env' },
    { set: { ports: '["8001"]' }, message: /a port like "8001\/tcp"/, at: 'ports' },
    { set: { entrypoint: '""' }, message: /not empty/, at: 'entrypoint' },
    { set: { onstart: '"echo up"' }, message: /no effect with runtype "args"/, at: 'onstart' },
    { set: { ssh_public_keys: '["x"]' }, message: /a public key like/, at: 'ssh_public_keys' },
    { set: { bid: '{ max_price_per_hour = 0 }' }, message: /from 0.001 to 128/, at: 'bid' },
    { set: { bid: '{ min_price_per_hour = 2, max_price_per_hour = 1 }' }, message: /is above/, at: 'bid' },
    { set: { on_outbid: '"cry"' }, message: /must be one of/, at: 'on_outbid' },
    { set: { power: '"off"' }, message: /must be one of "running", "stopped"/, at: 'power' },
    { set: { max_attempts: '1.5' }, message: /a whole number/, at: 'max_attempts' },
    { set: { reachability: '"udp"' }, message: /must be one of/, at: 'reachability' },
    { set: { timeouts: '{ create = "soon" }' }, message: /a duration like/, at: 'timeouts' },
  ],
  objects: rentalIds,
};
