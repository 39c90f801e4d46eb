import { Tally } from './tally';

test('counts, and shows totals first, then each block', () => {
  const tally = new Tally();
  tally.add(['schedules', 'fault: slow', 'fault: taken']);
  tally.add(['schedules', 'fault: taken', 'signal: SIGKILL group']);
  expect(tally.toString()).toBe('total   schedules 2\nfault   taken 2, slow 1\nsignal  SIGKILL group 1');
});

test('names what never happened', () => {
  const tally = new Tally();
  tally.add(['fault: slow']);
  expect(tally.missing(['fault: slow', 'fault: taken'])).toEqual(['fault: taken']);
});
