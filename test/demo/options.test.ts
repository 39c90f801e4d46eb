import { parseDemoOptions } from '../../demo/options';

test('no argument: asks, and keeps nothing', () => {
  expect(parseDemoOptions([])).toEqual({ keep: false, yes: false });
});

test('--keep and --yes in any order', () => {
  expect(parseDemoOptions(['--yes', '--keep'])).toEqual({ keep: true, yes: true });
});

test('--help and -h', () => {
  expect(parseDemoOptions(['--yes', '--help'])).toBe('help');
  expect(parseDemoOptions(['-h'])).toBe('help');
});

test('an unknown argument is named, with the help', () => {
  expect(() => parseDemoOptions(['--yess'])).toThrow(/--yess[^]*--keep/);
});
