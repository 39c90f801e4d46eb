import type { ResourceCase } from '../support/case';
import { instanceRow } from '../support/platform';
import { PATIENT, rentalIds, rentalOf } from './rentals';

const KEY = `ssh-ed25519 ${'A'.repeat(68)} june@example.com`;
const OTHER_KEY = `ssh-ed25519 ${'B'.repeat(68)} stt@example.com`;

/** An interruptible machine with an SSH server: what the other case of this type cannot show. */
export const interruptibleCase: ResourceCase = {
  type: 'vastai_instance',
  variant: 'interruptible',
  base: {
    image: '"example/june:1"',
    runtype: '"ssh_direct"',
    onstart: '"echo up"',
    ssh_public_keys: `[${JSON.stringify(KEY)}]`,
    bid: '{ max_price_per_hour = 0.4 }',
    on_outbid: '"replace"',
    requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 0.5 }',
    claim: '"5ca1ab1e0003"',
    timeouts: PATIENT,
  },
  created: async (after) => {
    const rental = rentalOf(after);
    expect(rental).toMatchObject({
      isBid: true,
      actualStatus: 'running',
      bid: after.values['bid_price_per_hour'],
    });
    expect(rental.bid).toBeLessThan(0.2);
    expect(rental.containerEnv['SSH_PUBLIC_KEY']).toBe(KEY);
    expect(after.values).toMatchObject({ outbid: false, ssh: { user: 'root' } });
    expect(await instanceRow(after.world, after.values['id'])).toMatchObject({ onstart: 'echo up' });
  },
  inPlace: [
    {
      set: { onstart: '"echo again"' },
      seen: async (after) => {
        expect(rentalOf(after)).toMatchObject({ actualStatus: 'running' });
        expect(await instanceRow(after.world, after.values['id'])).toMatchObject({ onstart: 'echo again' });
      },
    },
    {
      set: { ssh_public_keys: `[${JSON.stringify(OTHER_KEY)}]` },
      seen: (after) => expect(rentalOf(after).containerEnv['SSH_PUBLIC_KEY']).toBe(OTHER_KEY),
    },
    {
      set: { bid: '{ min_price_per_hour = 0.3, max_price_per_hour = 0.4 }' },
      seen: (after) => {
        expect(rentalOf(after)).toMatchObject({ bid: 0.3, actualStatus: 'running' });
        expect(after.values['bid_price_per_hour']).toBe(0.3);
      },
    },
    // Still within the limits: nothing but the text changes.
    {
      set: { bid: '{ max_price_per_hour = 0.35 }' },
      seen: (after) => expect(rentalOf(after)).toMatchObject({ bid: 0.3 }),
    },
    { set: { on_outbid: '"rebid"' } },
  ],
  unchanging: [],
  replacing: [
    {
      set: { runtype: '"jupyter_direct"' },
      seen: async (after) =>
        expect((await instanceRow(after.world, after.values['id']))['image_runtype']).toMatch(/jupyter/),
    },
    {
      set: { bid: null },
      seen: (after) => expect(rentalOf(after)).toMatchObject({ isBid: false, bid: null }),
    },
    {
      set: { bid: '{ max_price_per_hour = 0.4 }' },
      seen: (after) => expect(rentalOf(after).isBid).toBe(true),
    },
  ],
  import: {
    without: ['timeouts', 'on_outbid'],
    unknowable: [
      'attempts',
      'bid',
      'offer_id',
      'offers',
      'on_outbid',
      'preferences',
      'rented_at',
      'requirements',
      'selection_record',
      'started_at',
      'time_to_running_seconds',
      'timeouts',
    ],
    refused: {},
  },
  invalid: [
    { set: { args: '["x"]' }, message: /no effect with runtype "ssh_direct"/, at: 'args' },
    { set: { entrypoint: '"x"' }, message: /no effect with runtype "ssh_direct"/, at: 'entrypoint' },
    { set: { onstart: '""' }, message: /not empty/, at: 'onstart' },
    { set: { runtype: '"vnc"' }, message: /must be one of/, at: 'runtype' },
  ],
  objects: rentalIds,
};
