import fc from 'fast-check';

import { JsonTextError, scanJson } from '../../src/market/scan-json';

function problemOf(text: string): string {
  try {
    scanJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return `${error.position.line}:${error.position.column} ${error.message}`;
  }
  throw new Error('no problem');
}

describe('scanning JSON', () => {
  test('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(scanJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('never accepts what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[{}[\]",:1e\-.tru\\n 0]*$/), (text) => {
        let parsed: unknown;
        try {
          parsed = JSON.parse(text);
        } catch {
          expect(() => scanJson(text)).toThrow(JsonTextError);
          return;
        }
        try {
          expect(scanJson(text).value).toEqual(parsed);
        } catch (error) {
          // A repeated key is the one thing that is refused on top.
          expect(String(error)).toContain('comes twice');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['', '1:1 the file ends where a value is expected'],
    ['{\n  "a": 1,\n}', "3:1 there is '}' where a key in double quotes is expected"],
    ['{\n  "a" 1\n}', "2:7 there is '1' where ':' is expected"],
    ['{\n  "a": 1\n  "b": 2\n}', `3:3 there is '"b": 2' where ',' or '}' is expected`],
    ['[1, 2', "1:6 the file ends where ',' or ']' is expected"],
    ['{"a": tru}', "1:7 there is 'tru}' where a value is expected"],
    ['{"a": "open\n}', `1:7 there is '"open' where a text in double quotes is expected`],
    ['{} {}', "1:4 there is '{}' where the end of the file is expected"],
    ['{"a": 1,\n "a": 2}', "2:2 the key 'a' comes twice"],
  ])('%j is refused with its place', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  test('tells where a member is', () => {
    const scanned = scanJson('{\n  "a": {\n    "b": [1,\n    2]\n  }\n}');
    expect(scanned.positionOf(['a', 'b', 1])).toEqual({ line: 4, column: 5 });
    expect(scanned.positionOf(['nowhere'])).toEqual({ line: 1, column: 1 });
  });
});
