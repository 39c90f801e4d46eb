import {
  attr,
  block,
  defineSchema,
  t,
  type ConfigOf,
  type PartialStateOf,
  type PlannedOf,
  type PlanOf,
  type Secret,
  type StateOf,
  type Unknown,
  type UnknownConfigOf,
} from '../../../src/tfplugin';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles only when the types are the same. */
const same = <A, B>(proof: Same<A, B>): boolean => proof;

const schema = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true }),
    image: attr.string({ required: true }),
    size: attr.number({ default: 50 }),
    on: attr.bool({ optional: true, computed: true }),
    env: attr.map(t.string, { optional: true }),
    key: attr.string({ optional: true, sensitive: true }),
    pass: attr.map(t.string, { optional: true, writeOnly: true, sensitive: true }),
    status: attr.list(t.object({ a: t.string }), { computed: true }),
    offers: attr.nestedList(
      { id: attr.number({ required: true }), note: attr.string({ computed: true }) },
      { optional: true },
    ),
    spec: attr.nestedSingle({ count: attr.number({ default: 1 }) }, { required: true }),
  },
  blocks: {
    rule: block.list({
      attributes: { port: attr.number({ required: true }) },
      blocks: { target: block.single({ attributes: { host: attr.string({ optional: true }) } }) },
    }),
    policy: block.single({ attributes: { kind: attr.string({ required: true }) } }, { required: true }),
  },
});
type B = (typeof schema)['body'];

test('the schema has what was declared', () => {
  expect(Object.keys(schema.body.attributes)).toHaveLength(10);
  expect(Object.keys(schema.body.blocks)).toEqual(['rule', 'policy']);
});

test('state: null wherever an import could have left it', () => {
  expect(
    same<
      StateOf<B>,
      {
        readonly id: string;
        readonly image: string | null;
        readonly size: number | null;
        readonly on: boolean | null;
        readonly env: Readonly<Record<string, string>> | null;
        readonly key: Secret | null;
        readonly pass: null;
        readonly status: readonly { readonly a: string | null }[] | null;
        readonly offers: readonly { readonly id: number | null; readonly note: string | null }[] | null;
        readonly spec: { readonly count: number | null } | null;
        readonly rule: readonly {
          readonly port: number | null;
          readonly target: { readonly host: string | null } | null;
        }[];
        readonly policy: { readonly kind: string | null };
      }
    >(true),
  ).toBe(true);
});

test('configuration at apply: required values are there, computed ones never', () => {
  expect(
    same<
      ConfigOf<B>,
      {
        readonly id: null;
        readonly image: string;
        readonly size: number | null;
        readonly on: boolean | null;
        readonly env: Readonly<Record<string, string>> | null;
        readonly key: Secret | null;
        readonly pass: Readonly<Record<string, Secret>> | null;
        readonly status: null;
        readonly offers: readonly { readonly id: number; readonly note: null }[] | null;
        readonly spec: { readonly count: number | null };
        readonly rule: readonly {
          readonly port: number;
          readonly target: { readonly host: string | null } | null;
        }[];
        readonly policy: { readonly kind: string };
      }
    >(true),
  ).toBe(true);
});

test('plan at apply: what the provider computes may be unknown', () => {
  expect(
    same<
      PlannedOf<B>,
      {
        readonly id: string | Unknown;
        readonly image: string;
        readonly size: number;
        readonly on: boolean | null | Unknown;
        readonly env: Readonly<Record<string, string>> | null;
        readonly key: Secret | null;
        readonly pass: null;
        readonly status: readonly { readonly a: string | null }[] | null | Unknown;
        readonly offers: readonly { readonly id: number; readonly note: string | null | Unknown }[] | null;
        readonly spec: { readonly count: number };
        readonly rule: readonly {
          readonly port: number;
          readonly target: { readonly host: string | null } | null;
        }[];
        readonly policy: { readonly kind: string };
      }
    >(true),
  ).toBe(true);
});

test('while nothing is certain, anything may be unknown', () => {
  expect(same<UnknownConfigOf<B>['image'], string | Unknown>(true)).toBe(true);
  expect(
    same<UnknownConfigOf<B>['env'], Readonly<Record<string, string | Unknown>> | Unknown | null>(true),
  ).toBe(true);
  expect(same<UnknownConfigOf<B>['spec'], { readonly count: number | Unknown | null } | Unknown>(true)).toBe(
    true,
  );
  expect(same<PlanOf<B>['size'], number | Unknown>(true)).toBe(true);
  expect(
    same<
      PlanOf<B>['rule'],
      | readonly {
          readonly port: number | Unknown;
          readonly target: { readonly host: string | null | Unknown } | null | Unknown;
        }[]
      | Unknown
    >(true),
  ).toBe(true);
});

test('a part of a state needs what is never null, and nothing else', () => {
  const part: PartialStateOf<B> = { id: 'x' };
  // @ts-expect-error id is never null
  const empty: PartialStateOf<B> = {};
  // @ts-expect-error the schema has no such member
  const wrong: PartialStateOf<B> = { id: 'x', colour: 'red' };
  expect([part, empty, wrong]).toHaveLength(3);
});

test('flags that do not go together do not compile', () => {
  const attributes = [
    // @ts-expect-error required and computed
    attr.string({ required: true, computed: true }),
    // @ts-expect-error write-only and computed
    attr.string({ computed: true, writeOnly: true }),
    // @ts-expect-error a default of another type
    attr.number({ default: 'one' }),
    // @ts-expect-error neither required, optional, computed nor with a default
    attr.number({}),
  ];
  expect(attributes).toHaveLength(4);
});
