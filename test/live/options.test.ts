import { parseLiveOptions } from './options';

test('without arguments it only reads', () => {
  expect(parseLiveOptions([])).toEqual({ rent: undefined });
});

test('a rental needs its price, and may have its time', () => {
  expect(parseLiveOptions(['--rent', '--max-price', '0.30'])).toEqual({
    rent: { maxPricePerHour: 0.3, minutes: 15 },
  });
  expect(parseLiveOptions(['--minutes', '5', '--max-price', '1', '--rent'])).toEqual({
    rent: { maxPricePerHour: 1, minutes: 5 },
  });
});

test.each([
  [['--rent'], '--rent spends money: say with --max-price'],
  [['--max-price', '1'], 'give --rent too, or neither'],
  [['--minutes', '5'], 'give --rent too, or neither'],
  [['--rent', '--max-price'], "--max-price needs a number above 0, not ''"],
  [['--rent', '--max-price', '0'], "not '0'"],
  [['--rent', '--max-price', '-1'], "not '-1'"],
  [['--rent', '--max-price', '1e9'], "not '1e9'"],
  [['--rent', '--max-price', '1', '--minutes', '61'], '--minutes is at most 60'],
  [['--rents'], 'unknown argument --rents'],
])('%j is refused', (argv, message) => {
  expect(() => parseLiveOptions(argv)).toThrow(message);
});

test('--help is told apart', () => {
  expect(parseLiveOptions(['--help'])).toBe('help');
  expect(parseLiveOptions(['--rent', '-h'])).toBe('help');
});
