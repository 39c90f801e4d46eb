import {
  firstSentence,
  hclLiteral,
  sentence,
  typeWords,
  valueTypeWords,
} from '../../../scripts/provider-docs/words';
import { attr, t } from '../../../src/tfplugin';

test('types read as HCL calls them', () => {
  expect(valueTypeWords(t.string)).toBe('string');
  expect(valueTypeWords(t.map(t.list(t.number)))).toBe('map of list of number');
  expect(valueTypeWords(t.object({ name: t.string, big: t.bool }))).toBe(
    'object (`name` string, `big` bool)',
  );
  const member = { name: attr.string({ optional: true }) };
  expect(typeWords(attr.nestedSingle(member, { optional: true }).type)).toBe('object');
  expect(typeWords(attr.nestedList(member, { optional: true }).type)).toBe('list of objects');
  expect(typeWords(attr.nestedSet(member, { optional: true }).type)).toBe('set of objects');
  expect(typeWords(attr.nestedMap(member, { optional: true }).type)).toBe('map of objects');
});

test('literals are what HCL would say', () => {
  expect(hclLiteral('running')).toBe('"running"');
  expect(hclLiteral(0.95)).toBe('0.95');
  expect(hclLiteral(false)).toBe('false');
  expect(hclLiteral(['US', 'CA'])).toBe('["US", "CA"]');
  expect(hclLiteral([])).toBe('[]');
  expect(hclLiteral({})).toBe('{}');
  expect(hclLiteral({ a: 1, b: ['x'] })).toBe('{ a = 1, b = ["x"] }');
});

test('sentences end with one mark', () => {
  expect(sentence('Image reference')).toBe('Image reference.');
  expect(sentence('Image reference. ')).toBe('Image reference.');
  expect(sentence('')).toBe('');
});

test('a first sentence does not end inside a word', () => {
  expect(firstSentence('Rents at Vast.ai, as of 1.5.\nMore.')).toBe('Rents at Vast.ai, as of 1.5.');
  expect(firstSentence('no mark')).toBe('no mark');
});
