import {
  attr,
  atLeast,
  block,
  defineSchema,
  each,
  eachValue,
  oneOf,
  t,
  unknown,
  wholeNumber,
} from '../../../src/tfplugin';
import { DiagnosticCollector } from '../../../src/tfplugin/diagnostics/collector';
import { silentLogger } from '../../../src/tfplugin/log/hclog';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { checkConfig } from '../../../src/tfplugin/validate/check-config';
import { parse } from '../support/values';

const { body } = defineSchema({
  attributes: {
    mode: attr.string({ optional: true, validators: [oneOf('on', 'off')] }),
    size: attr.number({ optional: true, validators: [atLeast(1), wholeNumber()] }),
    key: attr.string({ optional: true, sensitive: true, validators: [oneOf('right')] }),
    pass: attr.string({ optional: true, writeOnly: true }),
    old: attr.string({ optional: true, deprecated: 'Use mode.' }),
    tags: attr.map(t.string, { optional: true, validators: [eachValue(oneOf('a', 'b'))] }),
    deep: attr.list(t.list(t.string), { optional: true, validators: [each(each(oneOf('a')))] }),
    object: attr.object({ list: t.list(t.string) }, { optional: true }),
    nested: attr.nestedList(
      { mode: attr.string({ optional: true, validators: [oneOf('on')] }) },
      { optional: true },
    ),
    computed: attr.string({ computed: true, validators: [oneOf('never')] }),
  },
  blocks: {
    rule: block.list(
      { attributes: { port: attr.number({ required: true, validators: [atLeast(1)] }) } },
      { deprecated: 'No rules.' },
    ),
  },
});

function messages(config: unknown, writeOnlyAllowed: boolean | undefined = true): string[] {
  const diagnostics = new DiagnosticCollector(silentLogger);
  checkConfig(body, parse(body, config), diagnostics, { writeOnlyAllowed });
  return diagnostics.wire(body).map(({ severity, summary, detail }) => `${severity} ${summary}: ${detail}`);
}

test('accepts what is right, null, or not known yet', () => {
  expect(messages({ mode: 'on', size: 1, key: 'right', tags: { k: 'a' }, nested: [{ mode: 'on' }] })).toEqual(
    [],
  );
  expect(messages({})).toEqual([]);
  expect(
    messages({
      mode: unknown(),
      tags: { k: unknown() },
      nested: [unknown(), { mode: unknown() }],
      rule: unknown(),
    }),
  ).toEqual([]);
});

test.each<[string, object, string[]]>([
  ['a text', { mode: 'x' }, ['1 Invalid value for mode: mode must be one of "on", "off", not "x".']],
  [
    'each check that fails',
    { size: new ExactNumber('0.3333333333333333333') },
    [
      '1 Invalid value for size: size must be at least 1, not 0.3333333333333333333.',
      '1 Invalid value for size: size must be a whole number, not 0.3333333333333333333.',
    ],
  ],
  [
    'a sensitive text, unseen',
    { key: 'hush' },
    ['1 Invalid value for key: key must be one of "right", not (sensitive value).'],
  ],
  [
    'a map',
    { tags: { k: 'c' } },
    [
      '1 Invalid value for tags: tags must be a map in which every value is one of "a", "b", not {"k" = "c"}.',
    ],
  ],
  [
    'a nested member',
    { nested: [{ mode: 'on' }, { mode: 'x' }] },
    ['1 Invalid value for mode: At nested[1].mode: nested[1].mode must be one of "on", not "x".'],
  ],
  [
    'a member of a block, and the block itself',
    { rule: [{ port: 0 }] },
    [
      '1 Invalid value for port: rule[0].port must be at least 1, not 0.',
      '2 Deprecated block: rule[0]: No rules.',
    ],
  ],
  [
    'a null element',
    { tags: { k: null } },
    ['1 Null element: tags.k is null. Leave the element out or give it a value.'],
  ],
  [
    'a null element deep inside',
    { deep: [['a'], ['a', null]] },
    ['1 Null element: At deep[1][1]: deep[1][1] is null. Leave the element out or give it a value.'],
  ],
  [
    'a null element of an object',
    { object: { list: [null] } },
    ['1 Null element: At object.list[0]: object.list[0] is null. Leave the element out or give it a value.'],
  ],
  ['a deprecated argument', { old: 'x' }, ['2 Deprecated argument: old: Use mode.']],
])('reports %s', (_, config, expected) => {
  expect(messages(config)).toEqual(expected);
});

test('refuses write-only values where the client does not know them', () => {
  expect(messages({ pass: 'hush' }, false)).toEqual([
    '1 Write-only argument not supported: pass is write-only, which needs Terraform 1.11 or OpenTofu 1.11. Remove it or upgrade.',
  ]);
  expect(messages({ pass: 'hush' }, true)).toEqual([]);
  expect(messages({ pass: 'hush' }, undefined)).toEqual([]);
});
