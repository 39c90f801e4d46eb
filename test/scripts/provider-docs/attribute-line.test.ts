import { attributeLine } from '../../../scripts/provider-docs/attribute-line';
import {
  attr,
  between,
  creationOnly,
  each,
  matches,
  oneOf,
  requiresReplace,
  requiresReplaceIf,
  t,
  wholeNumber,
} from '../../../src/tfplugin';

test('says the type, the flags and what the schema says', () => {
  const key = attr.string({ required: true, sensitive: true, description: 'The key' });
  expect(attributeLine('key', key)).toBe('- `key` (string, **required**, sensitive) The key.');
  const secret = attr.map(t.string, { optional: true, writeOnly: true, description: 'Secrets.' });
  expect(attributeLine('secret', secret)).toBe('- `secret` (map of string, write-only) Secrets.');
});

test('an attribute without a description is still a line', () => {
  expect(attributeLine('id', attr.string({ computed: true }))).toBe('- `id` (string)');
});

test('links a nested attribute to its members', () => {
  const nested = attr.nestedList(
    { a: attr.string({ required: true }) },
    { optional: true, description: 'All.' },
  );
  expect(attributeLine('nested', nested, '#nested')).toBe('- `nested` ([list of objects](#nested)) All.');
});

test('tells a default that the description does not tell', () => {
  const silent = attr.list(t.string, { default: ['US'], description: 'Regions.' });
  expect(attributeLine('regions', silent)).toBe('- `regions` (list of string) Regions. Default `["US"]`.');
  const told = attr.string({ default: 'a', description: '`a` (default) or `b`.' });
  expect(attributeLine('x', told)).toBe('- `x` (string) `a` (default) or `b`.');
});

test('tells what is allowed, together, unless the description has explained every option', () => {
  const number = attr.number({ optional: true, validators: [wholeNumber(), between(1, 50)] });
  expect(attributeLine('n', number)).toBe('- `n` (number) Must be a whole number and from 1 to 50.');
  const choice = (description: string) =>
    attr.string({ optional: true, description, validators: [oneOf('a', 'b')] });
  expect(attributeLine('c', choice('One way: `a`.'))).toBe(
    '- `c` (string) One way: `a`. Must be one of `a`, `b`.',
  );
  expect(attributeLine('c', choice('`a` so, `b` otherwise.'))).toBe('- `c` (string) `a` so, `b` otherwise.');
  const port = attr.list(t.string, {
    optional: true,
    validators: [each(matches(/x/, 'a port like "1/tcp"'))],
  });
  expect(attributeLine('p', port)).toBe('- `p` (list of string) Every element must be a port like `1/tcp`.');
});

test('tells what a change does, where a plan modifier decides it and the description is silent', () => {
  const line = (
    description: string,
    ...planModifiers: Parameters<typeof attr.string>[0]['planModifiers'] & object
  ) => attributeLine('x', attr.string({ optional: true, description, planModifiers }));
  expect(line('X.', creationOnly())).toBe('- `x` (string) X. Serves creation: a change never shows a diff.');
  expect(line('X. A change never shows a diff.', creationOnly())).toBe(
    '- `x` (string) X. A change never shows a diff.',
  );
  expect(line('X.', requiresReplace())).toBe('- `x` (string) X. A change replaces the resource.');
  expect(
    line(
      'X.',
      requiresReplaceIf(() => true),
    ),
  ).toBe('- `x` (string) X. A change may replace the resource.');
  expect(line('X. A change replaces the key.', requiresReplace())).toBe(
    '- `x` (string) X. A change replaces the key.',
  );
});

test('a deprecation comes first', () => {
  const old = attr.string({ optional: true, deprecated: 'Use y', description: 'X.' });
  expect(attributeLine('x', old)).toBe('- `x` (string) **Deprecated:** Use y. X.');
});
