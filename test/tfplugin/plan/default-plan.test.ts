import {
  attr,
  block,
  creationOnly,
  defineSchema,
  keepPriorValue,
  preferPrior,
  t,
  unknown,
  type Body,
} from '../../../src/tfplugin';
import { planProblems } from '../../../src/tfplugin/check/plan-valid';
import { defaultPlan } from '../../../src/tfplugin/plan/default-plan';
import { formatValue, parse, propose } from '../support/values';

const { body } = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true, planModifiers: [keepPriorValue()] }),
    name: attr.string({ required: true }),
    size: attr.number({ default: 5 }),
    label: attr.string({
      optional: true,
      planModifiers: [preferPrior<string>((a, b) => a.trim() === b.trim())],
    }),
    zone: attr.string({ optional: true, computed: true }),
    status: attr.string({ computed: true }),
    pass: attr.string({ optional: true, writeOnly: true }),
    offers: attr.nestedList(
      { id: attr.number({ required: true }), rank: attr.number({ computed: true }) },
      { optional: true, planModifiers: [creationOnly()] },
    ),
    claim: attr.string({ optional: true, computed: true, planModifiers: [creationOnly()] }),
    limits: attr.nestedSingle(
      {
        cpu: attr.number({ default: 1 }),
        note: attr.string({ computed: true }),
        gpu: attr.string({ required: true }),
      },
      { optional: true },
    ),
  },
  blocks: {
    rule: block.list({
      attributes: {
        port: attr.number({ required: true }),
        target: attr.string({ optional: true, computed: true }),
      },
    }),
    peer: block.set({
      attributes: {
        host: attr.string({ required: true }),
        weight: attr.number({ default: 1 }),
        key: attr.string({ computed: true }),
      },
    }),
  },
});

/** Plans as Terraform would ask for it, checks the rules of Terraform on the way, and shows the result. */
function plan(prior: object | null, config: object, schema: Body = body): string {
  const input = { prior: parse(schema, prior), config: parse(schema, config) };
  const planned = defaultPlan(schema, { ...input, proposed: propose(schema, input.prior, input.config) });
  expect(planProblems(schema, { ...input, planned })).toEqual([]);
  return formatValue(planned);
}

const expected = (members: object): string => formatValue(parse(body, members));
const ANY = unknown();
const existing = { id: 'i', name: 'n', size: 5, zone: 'z', status: 's', claim: 'c' };

describe('create', () => {
  test('sets defaults and leaves to the provider what it computes', () => {
    expect(plan(null, { name: 'n' })).toBe(
      expected({ id: ANY, name: 'n', size: 5, zone: ANY, status: ANY, claim: ANY }),
    );
  });

  test('takes what is configured', () => {
    expect(plan(null, { name: 'n', size: 7, zone: 'mine', claim: 'c', label: 'l' })).toBe(
      expected({ id: ANY, name: 'n', size: 7, zone: 'mine', status: ANY, claim: 'c', label: 'l' }),
    );
  });

  test('promises that an id is not null', () => {
    expect(
      defaultPlan(body, {
        prior: null,
        config: parse(body, { name: 'n' }),
        proposed: parse(body, { name: 'n' }),
      }),
    ).toMatchObject({
      id: unknown({ notNull: true }),
      status: unknown(),
    });
  });

  test('never plans a write-only value', () => {
    expect(plan(null, { name: 'n', pass: 'hush' })).not.toContain('hush');
  });

  test('goes into nested attributes and blocks', () => {
    const config = {
      name: 'n',
      limits: { gpu: 'g' },
      offers: [{ id: 1 }],
      rule: [{ port: 80 }, { port: 81, target: 't' }],
      peer: [{ host: 'a' }, { host: 'b', weight: 9 }],
    };
    expect(plan(null, config)).toBe(
      expected({
        id: ANY,
        name: 'n',
        size: 5,
        zone: ANY,
        status: ANY,
        claim: ANY,
        limits: { cpu: 1, note: ANY, gpu: 'g' },
        offers: [{ id: 1, rank: ANY }],
        rule: [
          { port: 80, target: ANY },
          { port: 81, target: 't' },
        ],
        peer: [
          { host: 'a', weight: 1, key: ANY },
          { host: 'b', weight: 9, key: ANY },
        ],
      }),
    );
  });

  test('tolerates what is not known yet, wholes and parts', () => {
    const config = { name: ANY, size: ANY, limits: ANY, offers: [ANY], rule: ANY, zone: ANY };
    expect(plan(null, config)).toBe(
      expected({
        id: ANY,
        name: ANY,
        size: ANY,
        limits: ANY,
        offers: [ANY],
        rule: ANY,
        zone: ANY,
        status: ANY,
        claim: ANY,
      }),
    );
  });
});

describe('update', () => {
  test('plans nothing when nothing changes', () => {
    expect(plan(existing, { name: 'n' })).toBe(expected(existing));
    expect(plan({ ...existing, zone: null, status: null }, { name: 'n' })).toBe(
      expected({ ...existing, zone: null, status: null }),
    );
  });

  test('marks computed values unknown as soon as anything changes, but keeps what never changes', () => {
    expect(plan(existing, { name: 'm' })).toBe(expected({ ...existing, name: 'm', zone: ANY, status: ANY }));
  });

  test('returns to the default when an argument is removed', () => {
    expect(plan({ ...existing, size: 9 }, { name: 'n' })).toBe(
      expected({ ...existing, zone: ANY, status: ANY }),
    );
  });

  test('sees no change in another spelling', () => {
    expect(plan({ ...existing, label: 'l' }, { name: 'n', label: ' l ' })).toBe(
      expected({ ...existing, label: 'l' }),
    );
    expect(plan({ ...existing, label: 'l' }, { name: 'n', label: 'm' })).toBe(
      expected({ ...existing, label: 'm', zone: ANY, status: ANY }),
    );
  });

  test('keeps arguments that only creation reads', () => {
    const prior = { ...existing, offers: [{ id: 1, rank: 3 }] };
    expect(plan(prior, { name: 'n', offers: [{ id: 2 }, { id: 4 }], claim: 'd' })).toBe(expected(prior));
    expect(plan(prior, { name: 'm', offers: ANY })).toBe(
      expected({ ...prior, name: 'm', zone: ANY, status: ANY }),
    );
    expect(plan({ ...existing, offers: [] }, { name: 'n', offers: [{ id: 2 }] })).toBe(
      expected({ ...existing, offers: [] }),
    );
  });

  test('records them after an import left them null, and drops them where Terraform insists', () => {
    expect(plan(existing, { name: 'n', offers: [{ id: 2 }] })).toBe(
      expected({ ...existing, offers: [{ id: 2, rank: ANY }], zone: ANY, status: ANY }),
    );
    expect(plan({ ...existing, offers: [{ id: 1, rank: 3 }] }, { name: 'n' })).toBe(
      expected({ ...existing, zone: ANY, status: ANY }),
    );
  });

  test('pairs blocks by index and set elements by likeness', () => {
    const prior = {
      ...existing,
      rule: [{ port: 80, target: 't' }],
      peer: [
        { host: 'a', weight: 1, key: 'ka' },
        { host: 'b', weight: 1, key: 'kb' },
      ],
    };
    const same = { name: 'n', rule: [{ port: 80 }], peer: [{ host: 'b' }, { host: 'a' }] };
    expect(plan(prior, same)).toBe(expected({ ...prior, peer: [...prior.peer].reverse() }));
    expect(plan(prior, { ...same, peer: [{ host: 'b' }, { host: 'c' }] })).toBe(
      expected({
        ...existing,
        zone: ANY,
        status: ANY,
        rule: [{ port: 80, target: ANY }],
        peer: [
          { host: 'b', weight: 1, key: ANY },
          { host: 'c', weight: 1, key: ANY },
        ],
      }),
    );
  });

  test('keeps prior values inside nested attributes and set elements', () => {
    const keep = { planModifiers: [keepPriorValue()] } as const;
    const { body: keeping } = defineSchema({
      attributes: {
        name: attr.string({ required: true }),
        one: attr.nestedSingle(
          { a: attr.string({ optional: true }), key: attr.string({ computed: true, ...keep }) },
          { optional: true },
        ),
        all: attr.nestedSet(
          { a: attr.string({ required: true }), key: attr.string({ computed: true, ...keep }) },
          { optional: true },
        ),
        whole: attr.nestedMap(
          { key: attr.string({ computed: true }) },
          { optional: true, computed: true, ...keep },
        ),
        list: attr.list(t.string, { computed: true, ...keep }),
      },
    });
    const prior = {
      name: 'n',
      one: { a: 'x', key: 'k' },
      all: [
        { a: '1', key: 'k1' },
        { a: '2', key: 'k2' },
      ],
      whole: { w: { key: 'k' } },
      list: ['l'],
    };
    const config = { name: 'm', one: { a: 'y' }, all: [{ a: '2' }, { a: '3' }] };
    expect(plan(prior, config, keeping)).toBe(
      formatValue(
        parse(keeping, {
          ...prior,
          name: 'm',
          one: { a: 'y', key: 'k' },
          all: [
            { a: '2', key: 'k2' },
            { a: '3', key: ANY },
          ],
        }),
      ),
    );
  });
});
