import fc from 'fast-check';
import { distinctElements } from '../../../src/tfplugin/value/equal';
import { ExactNumber, numberFromText } from '../../../src/tfplugin/value/number';
import { t, type ValueType } from '../../../src/tfplugin/value/type';
import { unknown } from '../../../src/tfplugin/value/unknown';
import { objectValue, type Value } from '../../../src/tfplugin/value/value';

/** A type with a value of it. */
export interface Typed {
  readonly type: ValueType;
  readonly value: Value;
}

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/);
// NFC and well-formed, as Terraform keeps texts; keys that are special in JavaScript come up often.
const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'grapheme' }).map((value) => value.normalize('NFC')) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '') },
);

/** Any type, not too deep. */
export const types: fc.Arbitrary<ValueType> = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<ValueType>(t.string, t.number, t.bool),
    tie('type').map(t.list),
    tie('type').map(t.set),
    tie('type').map(t.map),
    fc.dictionary(name, tie('type'), { maxKeys: 4, noNullPrototype: true }).map(t.object),
  ),
})).type;

const numbers = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt().map(String),
  fc.tuple(fc.bigInt(), fc.nat(200)).map(([digits, exponent]) => `${digits}e-${exponent}`),
);

const number: fc.Arbitrary<Value> = numbers.map(
  (value) => numberFromText(String(value)) ?? new ExactNumber('0'),
);

/** Any value of a type. @param unknowns whether unknown values may stand in it. */
export function valuesOf(type: ValueType, unknowns: boolean): fc.Arbitrary<Value> {
  const special: fc.Arbitrary<Value> = unknowns
    ? fc.constantFrom(null, unknown(), unknown({ notNull: true }))
    : fc.constant(null);
  return fc.oneof({ weight: 1, arbitrary: special }, { weight: 7, arbitrary: known(type, unknowns) });
}

function known(type: ValueType, unknowns: boolean): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'string':
      return text;
    case 'bool':
      return fc.boolean();
    case 'number':
      return number;
    case 'list':
      return fc.array(valuesOf(type.element, unknowns), { maxLength: 20 });
    case 'set':
      return fc
        .array(valuesOf(type.element, unknowns), { maxLength: 5 })
        .map((values) => distinctElements(type.element, values));
    case 'map':
      return fc
        .array(fc.tuple(text, valuesOf(type.element, unknowns)), { maxLength: 20 })
        .map((entries) => new Map(entries));
    case 'object': {
      const members = Object.entries(type.members);
      return fc
        .tuple(...members.map(([, inner]) => valuesOf(inner, unknowns)))
        .map((values) => objectValue(members.map(([key], index) => [key, values[index] ?? null])));
    }
  }
}

/** Any type with a value of it. */
export function typedValues(options: { readonly unknowns: boolean }): fc.Arbitrary<Typed> {
  return types.chain((type) => valuesOf(type, options.unknowns).map((value) => ({ type, value })));
}
