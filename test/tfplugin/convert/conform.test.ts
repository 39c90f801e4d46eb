import fc from 'fast-check';
import { attr, block, defineSchema, Secret, t, unknown } from '../../../src/tfplugin';
import { conformBody, conformTopLevel, conformValue } from '../../../src/tfplugin/convert/conform';
import { viewBody, viewValue } from '../../../src/tfplugin/convert/view';
import { equalValues } from '../../../src/tfplugin/value/equal';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { objectValue, type Value } from '../../../src/tfplugin/value/value';
import { typedValues } from '../support/arbitrary';

const third = new ExactNumber(`0.${'3'.repeat(154)}`);
const large = new ExactNumber('9007199254740993');

test('what a handler was given and returns unchanged comes back exactly', () => {
  fc.assert(
    fc.property(typedValues({ unknowns: true }), fc.boolean(), ({ type, value }, sensitive) => {
      const back = conformValue(type, viewValue(type, value, sensitive), [value]);
      expect(equalValues(type, back, value)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('numbers', () => {
  const type = t.object({ list: t.list(t.number), set: t.set(t.number), map: t.map(t.number) });
  const given = objectValue([
    ['list', [1, third]],
    ['set', [large, 5]],
    ['map', new Map<string, Value>([['k', large]])],
  ]);

  test('are those that came, by index, by key, and anywhere in a set', () => {
    const back = conformValue(
      type,
      { list: [1, 1 / 3], set: [5, 2 ** 53], map: { k: 2 ** 53, other: 2 ** 53 } },
      [given],
    );
    expect(back).toEqual(
      objectValue([
        ['list', [1, third]],
        ['set', [5, large]],
        [
          'map',
          new Map<string, Value>([
            ['k', large],
            ['other', 2 ** 53],
          ]),
        ],
      ]),
    );
  });

  test('are new where they changed', () => {
    expect(conformValue(t.number, 0.25, [third])).toBe(0.25);
    expect(conformValue(t.number, -0)).toBe(0);
    expect(conformValue(t.number, large)).toBe(large);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '1', 1n])('are finite: %p is refused', (input) => {
    expect(() => conformValue(t.number, input, [], ['size'])).toThrow('size: a finite number is required');
  });
});

test('secrets give their text, texts become NFC', () => {
  expect(conformValue(t.list(t.string), [new Secret('hush'), 'e\u0301'])).toEqual(['hush', 'é']);
});

test('sets lose elements that are equal', () => {
  expect(conformValue(t.set(t.string), ['a', 'b', 'a'])).toEqual(['a', 'b']);
});

test('takes keys that are special in JavaScript', () => {
  const record = JSON.parse('{"__proto__": "x"}') as object;
  expect(conformValue(t.map(t.string), { ...record })).toEqual(new Map([['__proto__', 'x']]));
});

describe('objects', () => {
  const { body } = defineSchema({
    attributes: {
      id: attr.string({ computed: true, nonNull: true }),
      pass: attr.string({ optional: true, writeOnly: true }),
      deep: attr.nestedMap({ n: attr.number({ optional: true }) }, { optional: true }),
    },
    blocks: {
      rule: block.set({ attributes: { p: attr.number({ required: true }) } }),
      one: block.single({ attributes: { x: attr.string({ optional: true }) } }),
    },
  });
  const whole = { id: 'a', deep: null, rule: [], one: null };

  test('are complete in the result, without write-only values and unknown names', () => {
    expect(conformBody(body, { ...whole, pass: 'hush', more: 1 })).toEqual(
      objectValue([
        ['id', 'a'],
        ['pass', null],
        ['deep', null],
        ['rule', []],
        ['one', null],
      ]),
    );
    expect(conformBody(body, null)).toBeNull();
  });

  test('have distinct blocks in a set', () => {
    const state = conformBody(body, { ...whole, rule: [{ p: 1 }, { p: 1 }], one: { x: 'y' } });
    expect(viewBody(body, state)).toMatchObject({ rule: [{ p: 1 }], one: { x: 'y' } });
  });

  test.each<[unknown, string]>([
    [{ ...whole, id: undefined }, 'id: the member is missing'],
    [{ ...whole, id: null }, 'id: the schema says that this is never null'],
    [{ ...whole, id: 5 }, 'id: a string is required, not a number'],
    [{ ...whole, deep: { k: { n: 'x' } } }, 'deep.k.n: a finite number is required'],
    [{ ...whole, deep: [] }, 'deep: an object is required, not an array'],
    [{ ...whole, deep: new Date(0) }, 'deep: an object is required, not a Date'],
    [{ ...whole, rule: [{}] }, 'rule[0].p: the member is missing'],
    [{ ...whole, rule: null }, 'rule: an array is required, not null'],
    ['x', '(whole object): an object is required, not a string'],
  ])('%#: tell what is wrong and where', (input, message) => {
    expect(() => conformBody(body, input)).toThrow(message);
  });

  test('top-level members can be given alone', () => {
    expect(conformTopLevel(body, 'rule', unknown(), [])).toEqual(unknown());
    expect(conformTopLevel(body, 'id', null, [])).toBeNull();
    expect(() => conformTopLevel(body, 'colour', 1, [])).toThrow(
      'colour: the schema has no such attribute or block',
    );
    expect(() => conformTopLevel(body, 'constructor', 1, [])).toThrow('no such attribute');
  });
});
