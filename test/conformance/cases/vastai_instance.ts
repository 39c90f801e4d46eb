import type { AcceptanceWorld } from '../../support/acceptance-world';
import type { Observation, ResourceCase } from '../support/case';

const REQUIREMENTS = '{ gpu_name = "RTX 3060", max_price_per_hour = 0.5 }';

/** The rental that the state speaks of. */
function rentalOf({ world, values }: Observation) {
  const rental = world.simulator.world.rental(Number(values['id']));
  if (rental === null) throw new Error(`there is no rental ${String(values['id'])}`);
  return rental;
}

/** An offer of the market that fits, as a lookup would pin it. */
function pinned(world: AcceptanceWorld): string {
  const offer = world.simulator.world
    .offers()
    .find(
      ({ gpuName, numGpus, geolocation }) =>
        gpuName === 'RTX 3060' && numGpus === 1 && geolocation?.endsWith('US'),
    );
  if (offer === undefined) throw new Error('the market has no RTX 3060 in the US');
  return `[{ id = ${offer.id}, machine_id = ${offer.machineId}, price_per_hour = 0.4 }]`;
}

/** `vastai_instance`, from create to destroy. */
export const instanceCase: ResourceCase = {
  type: 'vastai_instance',
  base: (world) => ({
    image: '"example/june:1"',
    label: '"june"',
    env: '{ MODEL = "small" }',
    ports: '["8001/tcp", "53/udp"]',
    args: '["--serve", "8001"]',
    onstart: '"echo up"',
    requirements: REQUIREMENTS,
    preferences: '{ region_policy = "score" }',
    offers: pinned(world),
    claim: '"5ca1ab1e0001"',
    timeouts: '{ create = "60m", update = "60m", delete = "60m" }',
  }),
  created: (after) => {
    const rental = rentalOf(after);
    expect(after.values).toMatchObject({
      machine_id: rental.machineId,
      public_ip: rental.publicIp,
      port_map: { ...rental.ports },
      status: 'running',
    });
    expect(rental).toMatchObject({ image: 'example/june:1', diskGb: 50, actualStatus: 'running' });
    expect(rental.containerEnv).toMatchObject({ MODEL: 'small' });
    expect(rental.label).toMatch(/^june vg-5ca1ab1e0001-[0-9a-f]{8}$/);
  },
  inPlace: [
    {
      set: { label: '"june-2"' },
      seen: (after) => expect(rentalOf(after).label).toMatch(/^june-2 vg-5ca1ab1e0001-/),
    },
    { set: { label: null }, seen: (after) => expect(rentalOf(after).label).toMatch(/^vg-5ca1ab1e0001-/) },
    {
      set: { power: '"stopped"' },
      seen: (after) => {
        expect(rentalOf(after)).toMatchObject({ intendedStatus: 'stopped' });
        expect(after.values).toMatchObject({ public_ip: null, port_map: {} });
      },
    },
    {
      set: { power: '"running"' },
      seen: (after) => {
        expect(rentalOf(after)).toMatchObject({ actualStatus: 'running' });
        expect(after.values['port_map']).toEqual({ ...rentalOf(after).ports });
      },
    },
    // Met by the rented machine, so only the text is recorded (design.md D3).
    { set: { requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 0.6, min_download_mbps = 50 }' } },
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
        max_attempts: '7',
        reachability: '"none"',
      },
    },
    // The replacements that follow are creations, and search the market.
    { set: { offers: null, on_stale: null } },
  ],
  replacing: [
    {
      set: { image: '"example/june:2"' },
      seen: (after) => expect(rentalOf(after).image).toBe('example/june:2'),
    },
    { set: { disk_gb: '60' }, seen: (after) => expect(rentalOf(after).diskGb).toBe(60) },
    {
      set: { env: '{ MODEL = "large" }' },
      seen: (after) => expect(rentalOf(after).containerEnv).toMatchObject({ MODEL: 'large' }),
    },
    {
      set: { ports: '["8001/tcp"]' },
      seen: (after) => expect(Object.keys(rentalOf(after).ports)).toEqual(['8001/tcp']),
    },
    { set: { args: '["--serve", "8002"]' } },
    { set: { onstart: '"echo down"' } },
    { set: { runtype: '"ssh_direct"', args: null } },
    {
      set: { requirements: '{ gpu_name = "RTX 3090", max_price_per_hour = 0.9 }' },
      seen: (after) => expect(rentalOf(after).gpuName).toBe('RTX 3090'),
    },
  ],
  import: {
    without: ['timeouts'],
    unknowable: [
      'attempts',
      'claim_conflict',
      'max_attempts',
      'offer_id',
      'offers',
      'preferences',
      'reachability',
      'rented_at',
      'requirements',
      'selection_record',
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
    { set: { claim: '"june"' }, message: /12 lower-case hex digits/, at: 'claim' },
    { set: { claim_conflict: '"ignore"' }, message: /must be one of/, at: 'claim_conflict' },
    { set: { image: '""' }, message: /image/, at: 'image' },
    { set: { disk_gb: '4' }, message: /at least 8/, at: 'disk_gb' },
    { set: { label: '" june"' }, message: /without blanks at the ends/, at: 'label' },
    { set: { env: '{ "A=B" = "x" }' }, message: /A=B/, at: 'env' },
    { set: { ports: '["8001"]' }, message: /a port like "8001\/tcp"/, at: 'ports' },
    { set: { runtype: '"vnc"' }, message: /must be one of/, at: 'runtype' },
    { set: { power: '"off"' }, message: /must be one of "running", "stopped"/, at: 'power' },
    { set: { max_attempts: '1.5' }, message: /a whole number/, at: 'max_attempts' },
    { set: { reachability: '"udp"' }, message: /must be one of/, at: 'reachability' },
    { set: { timeouts: '{ create = "soon" }' }, message: /a duration like/, at: 'timeouts' },
  ],
  objects: (world) => world.simulator.world.rentals().map(({ id }) => String(id)),
};
