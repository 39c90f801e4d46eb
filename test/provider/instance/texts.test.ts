import {
  attemptAttributes,
  type Attempt,
  describeAttempts,
  formatPrice,
} from '../../../src/provider/instance/attempts';
import { runtypeOf } from '../../../src/provider/instance/runtype';

const attempt: Attempt = {
  offerId: 7,
  machineId: 50_007,
  region: 'US-CA',
  pricePerHour: 0.23,
  instanceId: 9001,
  outcome: 'discarded',
  reason: 'its host is offline',
  elapsedMs: 95_000,
};

describe('attempts', () => {
  test('are told one a line, with machine, region, price, reason and time', () => {
    expect(
      describeAttempts([
        attempt,
        {
          ...attempt,
          offerId: 8,
          pricePerHour: null,
          instanceId: null,
          outcome: 'gone',
          reason: 'taken',
          elapsedMs: 400,
        },
      ]),
    ).toBe(
      '  1. offer 7 on machine 50007 (US-CA, $0.23/h): given back as instance 9001: its host is offline (95s)\n' +
        '  2. offer 8 on machine 50007 (US-CA): gone: taken (0s)',
    );
    expect(describeAttempts([])).toBe('No offer was tried.');
  });

  test('go into the state with their outcome', () => {
    const common = {
      offer_id: 7,
      machine_id: 50_007,
      region: 'US-CA',
      price_per_hour: 0.23,
      instance_id: 9001,
      elapsed_seconds: 95,
    };
    expect(attemptAttributes([attempt, { ...attempt, outcome: 'rented' }])).toEqual([
      { ...common, outcome: 'given back: its host is offline' },
      { ...common, outcome: 'rented' },
    ]);
  });
});

test.each([
  [0.5, '0.50'],
  [0.2333, '0.2333'],
  [0.123, '0.123'],
  [12, '12.00'],
  [0.00001, '0.00'],
])('formatPrice(%d) is %s', (price, text) => expect(formatPrice(price)).toBe(text));

/** Forms of vast-api.md 3.3. */
test.each([
  ['args', 'args'],
  ['ssh_proxy', 'ssh'],
  ['ssh_direc ssh_proxy', 'ssh_direct'],
  ['ssh ssh_direc ssh_proxy', 'ssh_direct'],
  ['jupyter_proxy ssh_proxy', 'jupyter'],
  ['jupyter_direc ssh_direc ssh_proxy', 'jupyter_direct'],
  ['', null],
  [null, null],
])('%s was created as %s', (reported, runtype) => expect(runtypeOf(reported)).toBe(runtype));
