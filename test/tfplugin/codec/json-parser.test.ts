import fc from 'fast-check';
import { parseJson } from '../../../src/tfplugin/codec/json-parser';
import { ExactNumber } from '../../../src/tfplugin/value/number';

test('agrees with JSON.parse where no number is at stake', () => {
  fc.assert(
    fc.property(
      fc.json({ noUnicodeString: false, maxDepth: 4 }),
      fc.constantFrom(undefined, 1, '\t'),
      (text, indent) => {
        const plain = JSON.stringify(JSON.parse(text), null, indent);
        expect(JSON.parse(JSON.stringify(parseJson(plain), dropExact))).toEqual(JSON.parse(plain));
      },
    ),
  );
});

// Doubles beyond 2^53 keep their text; for the comparison they count as what JSON.parse makes of them.
function dropExact(_: string, value: unknown): unknown {
  return value instanceof ExactNumber ? value.toNumber() : value;
}

test('keeps numbers that JSON.parse rounds', () => {
  expect(parseJson('[12345678901234567890, 0.1, 1e400, -0, 5]')).toEqual([
    new ExactNumber('12345678901234567890'),
    0.1,
    new ExactNumber('1e400'),
    0,
    5,
  ]);
});

test('takes any key as a key', () => {
  const parsed = parseJson('{"__proto__": {"a": 1}, "constructor": 2}');
  expect(Object.keys(parsed as object)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(parsed)).toBeNull();
});

test('reads a long text with many escapes', () => {
  const text = 'aé"\\\n'.repeat(100_000);
  expect(parseJson(JSON.stringify(text))).toBe(text);
});

test.each([
  '',
  '{',
  '[1,]',
  '{"a":1,}',
  '{"a" 1}',
  '[1 2]',
  '01',
  '1.',
  '+1',
  'nul',
  '"a',
  '"\\x"',
  '"\n"',
  '1 2',
  "'a'",
  'NaN',
])('refuses %j as JSON.parse does', (text) => {
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('shows no excerpt, which may be a secret', () => {
  expect(() => parseJson('{"password": "hush"')).toThrow('this is no valid JSON from character 19 on');
  expect(() => parseJson('['.repeat(600))).toThrow('deeper than 500 levels');
});
