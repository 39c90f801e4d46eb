import { valueFromJson } from '../../../src/tfplugin/codec/decode-json';
import { parseJson } from '../../../src/tfplugin/codec/json-parser';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { t, type ValueType } from '../../../src/tfplugin/value/type';
import { objectValue } from '../../../src/tfplugin/value/value';

const read = (type: ValueType, text: string) => valueFromJson(type, parseJson(text));

test('reads each type', () => {
  const type = t.object({
    s: t.string,
    n: t.number,
    b: t.bool,
    l: t.list(t.number),
    m: t.map(t.string),
    z: t.set(t.string),
  });
  expect(read(type, '{"s":"e\u0301","n":1e30,"b":true,"l":[1,"2"],"m":{"__proto__":"x"},"z":["a"]}')).toEqual(
    objectValue([
      ['s', 'é'],
      ['n', new ExactNumber('1e30')],
      ['b', true],
      ['l', [1, 2]],
      ['m', new Map([['__proto__', 'x']])],
      ['z', ['a']],
    ]),
  );
});

test('fills members that an older state lacks, and drops those that the schema lacks', () => {
  const type = t.object({ kept: t.string, added: t.list(t.string) });
  expect(read(type, '{"kept":"a","gone":1}')).toEqual(
    objectValue([
      ['kept', 'a'],
      ['added', null],
    ]),
  );
});

test.each<[ValueType, string, string]>([
  [t.list(t.number), '[1,"x"]', '[1]: a number is required, not a string'],
  [t.map(t.bool), '{"k":0}', 'k: a bool is required, not a number'],
  [t.string, '{}', '(whole object): a string is required, not an object'],
  [t.object({ a: t.string }), '[]', '(whole object): an object is required, not an array'],
])('refuses with the path', (type, text, message) => {
  expect(() => read(type, text)).toThrow(message);
});
