import {
  argumentsOf,
  attributeSections,
  computedOf,
} from '../../../scripts/provider-docs/attribute-sections';
import { attr } from '../../../src/tfplugin';

const attributes = {
  size: attr.number({ optional: true, description: 'Size.' }),
  name: attr.string({ required: true, description: 'Name.' }),
  claim: attr.string({ optional: true, computed: true, description: 'Claim.' }),
  id: attr.string({ computed: true, description: 'Id.' }),
};

test('arguments are what may be set, the required ones first; the rest is computed', () => {
  expect(argumentsOf(attributes).map(([name]) => name)).toEqual(['name', 'size', 'claim']);
  expect(computedOf(attributes).map(([name]) => name)).toEqual(['id']);
});

test('nested attributes get sections of their own, with links, to any depth', () => {
  const deep = attr.nestedSingle(
    {
      weights: attr.nestedSingle({ price: attr.number({ optional: true }) }, { optional: true }),
      gpu_name: attr.string({ required: true }),
    },
    { required: true },
  );
  expect(attributeSections([['requirements', deep]])).toBe(
    [
      '- `requirements` ([object](#requirements), **required**)',
      '### `requirements`',
      '- `gpu_name` (string, **required**)\n- `weights` ([object](#requirementsweights))',
      '### `requirements.weights`',
      '- `price` (number)',
    ].join('\n\n'),
  );
});
