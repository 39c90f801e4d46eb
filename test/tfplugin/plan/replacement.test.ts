import {
  attr,
  block,
  defineSchema,
  preferPrior,
  requiresReplace,
  requiresReplaceIf,
  t,
  unknown,
  type ValueChange,
} from '../../../src/tfplugin';
import { defaultPlan } from '../../../src/tfplugin/plan/default-plan';
import { changedNames, replacementPaths } from '../../../src/tfplugin/plan/replacement';
import { parse } from '../support/values';

const asked: ValueChange<number>[] = [];
const shrinks = requiresReplaceIf<number>((change) => {
  asked.push(change);
  return change.planned === undefined || (change.prior ?? 0) > (change.planned ?? 0);
});

const { body } = defineSchema({
  attributes: {
    name: attr.string({ required: true, planModifiers: [requiresReplace()] }),
    disk: attr.number({ optional: true, planModifiers: [shrinks] }),
    label: attr.string({ optional: true }),
    key: attr.string({ computed: true }),
    zones: attr.set(t.string, { optional: true, planModifiers: [requiresReplace()] }),
    spec: attr.nestedSingle(
      { gpu: attr.string({ required: true, planModifiers: [requiresReplace()] }) },
      { optional: true },
    ),
    list: attr.nestedList(
      { a: attr.string({ required: true, planModifiers: [requiresReplace()] }) },
      { optional: true },
    ),
  },
  blocks: {
    rule: block.list({
      attributes: { port: attr.number({ required: true, planModifiers: [requiresReplace()] }) },
    }),
    fixed: block.set({ attributes: { a: attr.string({ required: true }) } }, { requiresReplace: true }),
    loose: block.single({ attributes: { a: attr.string({ optional: true }) } }),
  },
});
const prior = {
  name: 'n',
  disk: 10,
  label: 'l',
  key: 'k',
  zones: ['a', 'b'],
  spec: { gpu: 'g' },
  list: [{ a: '1' }, { a: '2' }],
  rule: [{ port: 1 }, { port: 2 }],
  fixed: [{ a: 'x' }, { a: 'y' }],
};

function paths(changes: object, updatable = true) {
  const planned = parse(body, { ...prior, ...changes });
  return replacementPaths(body, { prior: parse(body, prior), planned, config: planned }, updatable);
}

test.each<[string, object, unknown]>([
  ['nothing', {}, []],
  ['another order of a set', { zones: ['b', 'a'], fixed: [{ a: 'y' }, { a: 'x' }] }, []],
  ['a plain argument', { label: 'm' }, []],
  ['an argument that replaces', { name: 'm' }, [['name']]],
  ['one that is not known yet', { name: unknown() }, [['name']]],
  ['one that grows', { disk: 11 }, []],
  ['one that shrinks', { disk: 9 }, [['disk']]],
  ['one whose size is not known yet', { disk: unknown() }, [['disk']]],
  ['a set', { zones: ['a'] }, [['zones']]],
  ['a nested member', { spec: { gpu: 'h' } }, [['spec', 'gpu']]],
  ['a member of a list', { list: [{ a: '1' }, { a: '3' }] }, [['list', 1, 'a']]],
  ['a member of a block', { rule: [{ port: 1 }, { port: 3 }] }, [['rule', 1, 'port']]],
  ['a block that replaces as a whole', { fixed: [{ a: 'x' }] }, [['fixed']]],
  ['several at once', { name: 'm', disk: 1 }, [['name'], ['disk']]],
])('%s', (_, changes, expected) => {
  expect(paths(changes)).toEqual(expected);
});

test('without an update every argument replaces, but nothing that is computed', () => {
  expect(paths({ label: 'm', key: unknown(), loose: { a: 'x' } }, false)).toEqual([['loose'], ['label']]);
});

test('a create replaces nothing', () => {
  const planned = parse(body, prior);
  expect(replacementPaths(body, { prior: null, planned, config: planned }, false)).toEqual([]);
});

test('a condition sees plain values, and none that did not change', () => {
  asked.length = 0;
  paths({ disk: 11 });
  paths({ disk: unknown() });
  paths({ disk: null });
  paths({});
  expect(asked).toEqual([
    { prior: 10, planned: 11 },
    { prior: 10, planned: undefined },
    { prior: 10, planned: null },
  ]);
});

test('changedNames names what differs', () => {
  expect(changedNames(body, parse(body, prior), parse(body, { ...prior, label: null, rule: [] }))).toEqual(
    new Set(['label', 'rule']),
  );
  expect(changedNames(body, null, parse(body, { name: 'n' }))).toEqual(new Set(['name', 'rule', 'fixed']));
});

test('conditions and comparisons see the plain text of a sensitive argument', () => {
  const seen: unknown[] = [];
  const { body: secret } = defineSchema({
    attributes: {
      key: attr.string({
        optional: true,
        sensitive: true,
        planModifiers: [
          requiresReplaceIf<string>(({ prior: before, planned }) => {
            seen.push(before, planned);
            return false;
          }),
          preferPrior<string>((before, configured) => {
            seen.push(before, configured);
            return false;
          }),
        ],
      }),
    },
  });
  const [before, after] = [parse(secret, { key: 'a' }), parse(secret, { key: 'b' })];
  replacementPaths(secret, { prior: before, planned: after, config: after }, true);
  defaultPlan(secret, { prior: before, proposed: after, config: after });
  expect(seen).toEqual(['a', 'b', 'a', 'b']);
});
