import { attr, block, defineSchema } from '../../../src/tfplugin';
import { holdsSensitive, isSensitive } from '../../../src/tfplugin/schema/sensitive';

const secret = attr.string({ optional: true, sensitive: true });
const plain = attr.string({ optional: true });

test('finds sensitive members at any depth', () => {
  const deep = attr.nestedList({ a: attr.nestedMap({ b: secret }, { optional: true }) }, { optional: true });
  expect([secret, plain, deep].map(isSensitive)).toEqual([true, false, true]);
  const inBlock = defineSchema({ attributes: {}, blocks: { x: block.list({ attributes: { secret } }) } });
  const none = defineSchema({ attributes: { plain }, blocks: { x: block.list({ attributes: { plain } }) } });
  expect([inBlock, none].map(({ body }) => holdsSensitive(body))).toEqual([true, false]);
});
