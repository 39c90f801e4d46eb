import { attr, block, defineSchema, t } from '../../../src/tfplugin';
import { wireDiagnostic, wirePath } from '../../../src/tfplugin/diagnostics/wire';
import type { AttributePath } from '../../../src/tfplugin/protocol/tfplugin6.generated';
import type { Path } from '../../../src/tfplugin/value/path';

const { body } = defineSchema({
  attributes: {
    name: attr.string({ optional: true }),
    tags: attr.map(t.string, { optional: true }),
    args: attr.list(t.list(t.string), { optional: true }),
    zones: attr.set(t.string, { optional: true }),
    object: attr.object({ a: t.map(t.string) }, { optional: true }),
    disks: attr.nestedList(
      { name: attr.string({ optional: true }), tags: attr.map(t.string, { optional: true }) },
      { optional: true },
    ),
    spec: attr.nestedSingle({ gpu: attr.string({ optional: true }) }, { optional: true }),
    named: attr.nestedMap({ x: attr.string({ optional: true }) }, { optional: true }),
  },
  blocks: {
    rule: block.list({
      attributes: { port: attr.number({ optional: true }), list: attr.list(t.string, { optional: true }) },
      blocks: { only: block.single({ attributes: { a: attr.string({ optional: true }) } }) },
    }),
    peer: block.set({ attributes: { host: attr.string({ optional: true }) } }),
  },
});

const steps = (path: AttributePath | undefined): unknown[] =>
  (path?.steps ?? []).map(({ selector }) => {
    if (selector?.$case === 'elementKeyInt') return Number(selector.value);
    return selector?.$case === 'elementKeyString' ? { key: selector.value } : selector?.value;
  });

test.each<[Path, unknown[]]>([
  [['name'], ['name']],
  [
    ['tags', 'k'],
    ['tags', { key: 'k' }],
  ],
  [
    ['args', 0, 1],
    ['args', 0, 1],
  ],
  [
    ['object', 'a', 'k'],
    ['object', 'a', { key: 'k' }],
  ],
  [
    ['disks', 1, 'tags', 'k'],
    ['disks', 1, 'tags', { key: 'k' }],
  ],
  [
    ['spec', 'gpu'],
    ['spec', 'gpu'],
  ],
  [
    ['named', 'key', 'x'],
    ['named', { key: 'key' }, 'x'],
  ],
  [
    ['rule', 0, 'port'],
    ['rule', 0, 'port'],
  ],
  [
    ['rule', 0, 'only', 'a'],
    ['rule', 0, 'only', 'a'],
  ],
  [['zones', 1], ['zones']],
  [['peer', 1, 'host'], ['peer']],
])('the path %j follows the schema', (path, expected) => {
  expect(steps(wirePath(body, path))).toEqual(expected);
});

test.each<[Path]>([
  [['colour']],
  [[0]],
  [['name', 'x']],
  [['tags', 0]],
  [['args', 'x']],
  [['object', 'b']],
  [['disks', 'name']],
  [['rule', 'port']],
  [['constructor']],
])('the schema has no %j', (path) => {
  expect(() => wirePath(body, path)).toThrow('the schema has no');
});

describe('a diagnostic', () => {
  const wire = (path: Path) => wireDiagnostic({ severity: 'error', summary: 'S', detail: 'D.', path }, body);

  test.each<[Path, unknown[], string]>([
    [[], [], 'D.'],
    [['tags', 'k'], ['tags', { key: 'k' }], 'D.'],
    [['disks', 1], ['disks', 1], 'D.'],
    [['disks', 1, 'name'], ['disks', 1], 'At disks[1].name: D.'],
    [['spec', 'gpu'], ['spec'], 'At spec.gpu: D.'],
    [['args', 0, 1], ['args', 0], 'At args[0][1]: D.'],
    [['rule', 0, 'port'], ['rule', 0, 'port'], 'D.'],
    [['rule', 0, 'list', 2], ['rule', 0, 'list', 2], 'D.'],
    [['peer', 1, 'host'], ['peer'], 'At peer[1].host: D.'],
    [['colour'], [], 'At colour: D.'],
  ])('at %j is shown where Terraform finds the line', (path, expected, detail) => {
    expect(steps(wire(path).attribute)).toEqual(expected);
    expect(wire(path).detail).toBe(detail);
  });

  test('has a severity that Terraform knows', () => {
    expect(wire(['name']).severity).toBe(1);
    expect(wireDiagnostic({ severity: 'warning', summary: 'S' }, undefined)).toEqual({
      severity: 2,
      summary: 'S',
      detail: '',
      attribute: undefined,
    });
  });
});
