import { describeFailure, differenceOf } from './campaign';
import { at, step, targeted } from './targeted';

test('two journals part at the first line that differs, or where one ends', () => {
  expect(differenceOf(['a', 'b'], ['a', 'b'])).toBeUndefined();
  expect(differenceOf(['a', 'b'], ['a', 'c', 'd'])).toBe('line 2: b\n  and then: c');
  expect(differenceOf(['a'], ['a', 'b'])).toBe('line 2: (end)\n  and then: b');
});

test('a failure says what was played, what broke, what was sent last, what was printed, and how to play it again', () => {
  const run = { signal: null, stdout: '', stderr: '', leftBehind: [] };
  const text = describeFailure(
    {
      schedule: targeted([step('apply', { interruption: at(['create', 1, 'acted'], 'SIGKILL') })]),
      violations: [{ invariant: 'unbilled', detail: 'instance 7 is in no state' }],
      notes: [],
      journal: Array.from({ length: 50 }, (_, index) => `request ${index}`),
      runs: [
        { ...run, command: 'apply', code: 0, output: 'a plan of a hundred lines' },
        { ...run, command: 'destroy', code: 1, output: 'Error: it did not work' },
      ],
      seconds: 1,
    },
    'npm run chaos -- --only 1',
  );
  expect(text).toMatch(/^seed 1: destroy-first/);
  expect(text).toContain('SIGKILL to group at create 1 after it acted');
  expect(text).toContain('BROKEN: nothing is billed after destroy\n  instance 7 is in no state');
  expect(text).toContain('request 49');
  expect(text).not.toContain('request 9\n');
  expect(text).toContain('$ terraform apply  -> 0\n$ terraform destroy  -> 1\nError: it did not work');
  expect(text).not.toContain('a hundred lines');
  expect(text).toMatch(/replay: npm run chaos -- --only 1$/);
});
