import { orphanReport, type KnownState } from '../../../src/cli/orphans/report';
import { renderOrphans } from '../../../src/cli/orphans/text';
import { PLAIN } from '../../../src/cli/style';
import type { Instance } from '../../../src/vast';
import { minutesLater } from '../../support/locks';
import { CLAIM, held, knownState, NONCE, rental } from '../../support/orphans';

const render = (
  instances: readonly Instance[],
  states: readonly KnownState[] | null,
  gone: readonly number[] = [],
): string =>
  renderOrphans(
    orphanReport(
      { instances: new Map(instances.map((one) => [one.id, one])), gone: new Set(gone) },
      states,
      minutesLater(1),
    ),
    PLAIN,
  );

test('lists what is known and unknown, with age and cost, and what to do', () => {
  const stopped = rental(2, {
    label: `vg-${CLAIM}-22222222?`,
    intended_status: 'stopped',
    cur_state: 'stopped',
    actual_status: 'exited',
    num_gpus: 2,
  });
  const text = render(
    [rental(1), stopped, rental(3, { label: 'mine' })],
    [knownState([held({ state: 'a.tfstate' })], { name: 'a.tfstate' })],
  );
  expect(text).toBe(
    `  id  stage    claim         label  machine  GPU          region  status           age  $/hr      $ so far  state
   2  pending  ${CLAIM}           43973  2x RTX 3060  US-CA   exited, stopped  2 h  0.01  0.02 to 0.50  unknown
   1  settled  ${CLAIM}  june     43973  RTX 3060     US-CA   running          2 h  0.25         ~0.50  vastai_instance.june in a.tfstate

$ so far is an estimate: age times the rate of the present state, without transfer.
A stopped one lies between its disk alone and running all the time; nobody tells when it was stopped.

What to do about those that no state knows (nothing was changed):
  2, left by a create that was interrupted, or is at work
    vastai_instance.june of a.tfstate has the same claim and holds instance 1, so this one is left over. If an apply is at work now, wait for its end: it writes its state last.
    destroy it:  vastai destroy instance 2   (or in the platform's console)

2 rentals carry our mark; 1 other instance of the account without it is not listed.
States that were read:
  a.tfstate (1 instance)`,
  );
});

test('without states it says how to learn more; without rentals it says so', () => {
  const text = render([rental(1)], null);
  expect(text).toContain(
    '1 rental carries our mark.\nGive --state or --dir to learn which of them a state knows.',
  );
  expect(text).not.toContain('unknown');
  expect(text).not.toContain('What to do');
  expect(render([], null)).toBe('No rental carries our mark.');
  expect(render([rental(1, { label: null }), rental(2, { label: 'x' })], [])).toContain(
    'No rental carries our mark; 2 other instances of the account without it are not listed.',
  );
});

test('an orphan of its own shows the import command', () => {
  expect(render([rental(1)], [knownState([])])).toContain(
    '    keep it:     terraform import ADDRESS 1\n    destroy it:  vastai destroy instance 1',
  );
});

test('shows what states hold that the platform does not', () => {
  const nameless = held({ id: null, nonce: '22222222', doomed: 'tainted' });
  const text = render([], [knownState([held({ id: 7 }), nameless])], [7]);
  expect(text).toContain(
    'no such instance any more:\n  7  vastai_instance.june in s; the next plan shows it',
  );
  expect(text).toContain(
    'no rental carries its nonce:\n  vastai_instance.june in s (tainted); the next apply',
  );
});

test('what the platform did not say is a question mark, and what strangers wrote cannot colour a terminal', () => {
  const text = render(
    [
      rental(1, {
        label: `\u001B[31mx vg-${CLAIM}-${NONCE}`,
        gpu_name: null,
        geolocation: null,
        machine_id: null,
        dph_total: null,
        start_date: null,
        actual_status: null,
      }),
    ],
    null,
  );
  expect(text).not.toContain('\u001B');
  expect(text).toMatch(/settled {2}0123456789ab {2}\[31mx +\? {2}\? +\? +created +\? +\? +\?\n/);
});
