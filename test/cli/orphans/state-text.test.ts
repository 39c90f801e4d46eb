import { heldIn, UnreadableState } from '../../../src/cli/orphans/state-text';
import { CLAIM, held, NONCE, storedResource, storedState } from '../../support/orphans';
import { stateText, stored } from '../../support/synthesized';

const IDENTITY = { id: '27182818', claim: CLAIM, nonce: NONCE };
const attributes = (changes: Readonly<Record<string, unknown>> = {}) => ({
  attributes: { ...IDENTITY, image: 'x', ...changes },
});

describe('a stored state (version 4)', () => {
  test('tells address, id, claim and nonce of every instance, in modules, with count and for_each', () => {
    const text = storedState([
      storedResource([attributes()]),
      storedResource([
        { ...attributes({ id: '1' }), index_key: 0 },
        { ...attributes({ id: '2' }), index_key: 'a "b" ${c}' },
      ]),
      storedResource([attributes({ id: '3' })], { module: 'module.gpu["x"]', name: 'y' }),
      {
        mode: 'managed',
        type: 'terraform_data',
        name: 'z',
        instances: [{ attributes: { id: 'no number' } }],
      },
      storedResource([attributes({ id: '9' })], { mode: 'data' }),
    ]);
    expect(heldIn(text, 's').map(({ address, id }) => [address, id])).toEqual([
      ['vastai_instance.june', 27_182_818],
      ['vastai_instance.june[0]', 1],
      ['vastai_instance.june["a \\"b\\" $${c}"]', 2],
      ['module.gpu["x"].vastai_instance.y', 3],
    ]);
    expect(heldIn(text, 's')[0]).toEqual(held({ id: 27_182_818 }));
  });

  test('a deposed and a tainted one are held as well, also one that never got an id', () => {
    const text = storedState([
      storedResource([attributes(), { ...attributes({ id: '2' }), deposed: 'a1b2c3d4' }]),
      storedResource([{ ...attributes({ id: null }), status: 'tainted' }], { name: 'other' }),
    ]);
    expect(heldIn(text, 's').map(({ id, doomed, nonce }) => [id, doomed, nonce])).toEqual([
      [27_182_818, null, NONCE],
      [2, 'deposed', NONCE],
      [null, 'tainted', NONCE],
    ]);
  });

  test('an imported rental without our mark has neither claim nor nonce', () => {
    const text = storedState([storedResource([attributes({ claim: '', nonce: '' })])]);
    expect(heldIn(text, 's')).toEqual([held({ id: 27_182_818, claim: null, nonce: null })]);
  });

  test('an empty one holds nothing; a byte order mark does no harm', () => {
    expect(heldIn(`\uFEFF${storedState([])}`, 's')).toEqual([]);
  });
});

describe("what 'terraform show -json' prints", () => {
  test('is read in all modules, with deposed and tainted ones', () => {
    const resource = (name: string, id: string, changes = {}) => stored(name, { ...IDENTITY, id }, changes);
    const text = JSON.stringify({
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: {
        outputs: {},
        root_module: {
          resources: [
            resource('june', '1'),
            resource('june', '2', { deposed_key: 'a1b2c3d4' }),
            resource('may', '3', { tainted: true }),
            { address: 'data.vastai_instance.x', mode: 'data', type: 'vastai_instance' },
          ],
          child_modules: [{ address: 'module.a', child_modules: [{ resources: [resource('deep', '4')] }] }],
        },
      },
    });
    expect(heldIn(text, 's').map(({ id, doomed }) => [id, doomed])).toEqual([
      [1, null],
      [2, 'deposed'],
      [3, 'tainted'],
      [4, null],
    ]);
  });

  test('of an empty state is no damage', () => {
    expect(heldIn(stateText([]), 's')).toEqual([]);
  });
});

const instance = (values: unknown) => stateText([{ ...stored('june', {}), values }]);

test.each([
  ['nothing at all', '', "is empty: 'terraform state pull' prints nothing"],
  ['half a state', storedState([storedResource([attributes()])]).slice(0, -40), 'is not JSON'],
  ['a list', '[]', 'does not hold a JSON object'],
  ['something else', '{"name":"x"}', "neither a 'version' nor a 'format_version'"],
  ['an old state', '{"version":3,"modules":[]}', 'has the version 3, and only 4 is understood'],
  [
    'the note of a backend',
    '{"version":3,"backend":{"type":"s3"}}',
    'a note about the backend, not the state itself',
  ],
  ['an encrypted state', '{"serial":1,"lineage":"x","encrypted_data":"aGk="}', 'is encrypted'],
  ['no resources', '{"version":4}', "'resources' is not a list"],
  ['a resource that is none', storedState([7]), "'resources' holds what is not an object"],
  ['a resource without a type', storedState([{ mode: 'managed' }]), "a resource has no 'type'"],
  ['no list of instances', storedState([{ ...storedResource([]), instances: {} }]), "no list of 'instances'"],
  ['no name', storedState([storedResource([], { name: '' })]), "no 'name'"],
  ['no attributes', storedState([storedResource([{}])]), "vastai_instance.june has no 'attributes'"],
  ['an odd key', storedState([storedResource([{ ...attributes(), index_key: {} }])]), "the 'index_key' of"],
  [
    'an odd id',
    storedState([storedResource([attributes({ id: 'x' })])]),
    "the 'id' of vastai_instance.june is no",
  ],
  ['a number as id', storedState([storedResource([attributes({ id: 7 })])]), "the 'id' of"],
  ['a plan', '{"format_version":"1.2","planned_values":{}}', "of a state has no 'planned_values'"],
  ['a newer form', '{"format_version":"2.0"}', "a 'format_version' other than 1"],
  ['values without a module', '{"format_version":"1.0","values":{}}', 'a module is not an object'],
  ['values of null', '{"format_version":"1.0","values":null}', 'a module is not an object'],
  [
    'shown resources',
    '{"format_version":"1.0","values":{"root_module":{"resources":7}}}',
    "'resources' is not a list",
  ],
  ['a shown instance without values', instance(null), "no 'address' or no 'values'"],
  ['an odd shown id', instance({ id: '1e3' }), "the 'id' of vastai_instance.june"],
])('%s is not believed', (_what, text, message) => {
  expect(() => heldIn(text, 's')).toThrow(UnreadableState);
  expect(() => heldIn(text, 's')).toThrow(message);
});

test('no word of a damaged state is in the error: it holds secrets', () => {
  let message = 'none';
  try {
    heldIn('{"version":4,"resources":[{"type":"x","secret":"hunter2"}', 's');
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('it is not JSON');
  expect(message).not.toContain('hunter2');
});
