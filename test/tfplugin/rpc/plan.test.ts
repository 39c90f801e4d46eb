import {
  attr,
  block,
  creationOnly,
  defineResource,
  defineSchema,
  DiagnosticError,
  keepPriorValue,
  requiresReplace,
  type PlanContext,
  type ResourceDefinition,
} from '../../../src/tfplugin';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { ANY, Caller, planRequest, read } from '../support/calls';
import { formatValue, parse } from '../support/values';

const schema = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true, planModifiers: [keepPriorValue()] }),
    name: attr.string({ required: true, planModifiers: [requiresReplace()] }),
    size: attr.number({ optional: true }),
    offers: attr.nestedList(
      { id: attr.number({ required: true }) },
      { optional: true, planModifiers: [creationOnly()] },
    ),
    status: attr.string({ computed: true }),
  },
  blocks: { rule: block.list({ attributes: { port: attr.number({ required: true }) } }) },
});
type B = typeof schema.body;
type Hook = NonNullable<ResourceDefinition<object, B>['plan']>;

const never = (): Promise<never> => Promise.reject(new Error('not called'));

async function caller(plan?: Hook, more: Partial<ResourceDefinition<object, B>> = {}): Promise<Caller> {
  const handlers = { schema, create: never, read: never, update: never, delete: never, ...more };
  return await Caller.with(defineResource<object>()(plan === undefined ? handlers : { ...handlers, plan }));
}

const prior = { id: 'i', name: 'n', size: 1, status: 's' };
const shown = (members: object): string => formatValue(parse(schema.body, members));
const names = (
  paths: readonly { steps: readonly { selector: { value: unknown } | undefined }[] }[],
): unknown[] => paths.map(({ steps }) => steps.map(({ selector }) => selector?.value));

test('plans a create', async () => {
  const answer = await (await caller()).call('planResourceChange', planRequest(schema, null, { name: 'n' }));
  expect(formatValue(read(schema, answer.plannedState))).toBe(shown({ id: ANY, name: 'n', status: ANY }));
  expect(answer).toMatchObject({ requiresReplace: [], diagnostics: [] });
});

test('names what replaces', async () => {
  const request = planRequest(schema, prior, { name: 'm', size: 1 });
  const answer = await (await caller()).call('planResourceChange', request);
  expect(names(answer.requiresReplace)).toEqual([['name']]);
});

test('replaces for every argument when there is no update', async () => {
  const plain = await Caller.with(
    defineResource<object>()({ schema, create: never, read: never, delete: never }),
  );
  const request = planRequest(schema, prior, { name: 'n', size: 2, rule: [{ port: 1 }] });
  const answer = await plain.call('planResourceChange', request);
  expect(names(answer.requiresReplace)).toEqual([['rule'], ['size']]);
});

test('plans a destruction, and lets the resource refuse or warn', async () => {
  const request = planRequest(schema, prior, null, Buffer.from('private'));
  const plain = await (await caller()).call('planResourceChange', request);
  expect(read(schema, plain.plannedState)).toBeNull();
  expect([...(plain.plannedState?.msgpack ?? [])]).toEqual([0xc0]);
  expect(plain.plannedPrivate.toString()).toBe('private');

  const strict = await caller(undefined, {
    planDestroy: ({ prior: state, warn }) => {
      warn({ summary: 'Careful' });
      if (state.name === 'n') throw new DiagnosticError({ summary: 'Protected' });
    },
  });
  const refused = await strict.call('planResourceChange', request);
  expect(refused.diagnostics).toMatchObject([
    { severity: 2, summary: 'Careful' },
    { severity: 1, summary: 'Protected' },
  ]);
});

describe('the hook', () => {
  test('sees everything it may decide on', async () => {
    const seen: PlanContext<object, B>[] = [];
    const hooked = await caller((context) => {
      seen.push(context);
      return undefined;
    });
    await hooked.call('planResourceChange', planRequest(schema, prior, { name: 'n', size: ANY }));
    await hooked.call('planResourceChange', planRequest(schema, null, { name: 'n' }));
    expect(
      seen.map(({ action, prior: state, config, plan, changed }) => ({
        action,
        state,
        config,
        plan,
        changed,
      })),
    ).toMatchObject([
      {
        action: 'update',
        state: { ...prior, rule: [] },
        config: { id: null, name: 'n', size: ANY },
        plan: { id: 'i', name: 'n', size: ANY, status: ANY },
        changed: new Set(['size', 'status']),
      },
      { action: 'create', state: null, changed: new Set(['id', 'name', 'status', 'rule']) },
    ]);
  });

  test('changes planned values, replaces and warns', async () => {
    const hooked = await caller(({ prior: state, requireReplace, warn }) => {
      requireReplace(['size']);
      warn({ summary: 'Larger', path: ['size'] });
      return { status: state?.status ?? null };
    });
    const answer = await hooked.call(
      'planResourceChange',
      planRequest(schema, prior, { name: 'n', size: 2 }),
    );
    expect(formatValue(read(schema, answer.plannedState))).toBe(shown({ ...prior, size: 2 }));
    expect(names(answer.requiresReplace)).toEqual([['size']]);
    expect(answer.diagnostics).toMatchObject([
      { severity: 2, summary: 'Larger', attribute: { steps: [{}] } },
    ]);
  });

  test('keeps numbers that it passes on', async () => {
    const third = new ExactNumber(`0.${'3'.repeat(100)}`);
    const hooked = await caller(({ plan }) => ({ size: plan.size }));
    const answer = await hooked.call(
      'planResourceChange',
      planRequest(schema, null, { name: 'n', size: third }),
    );
    expect(answer.diagnostics).toEqual([]);
    expect(read(schema, answer.plannedState)).toMatchObject({ size: third });
  });

  test('replaces nothing when it creates', async () => {
    const hooked = await caller(({ requireReplace }) => {
      requireReplace(['size']);
      return undefined;
    });
    const answer = await hooked.call('planResourceChange', planRequest(schema, null, { name: 'n' }));
    expect(answer.requiresReplace).toEqual([]);
  });

  test('keeps private notes from state to apply', async () => {
    const hooked = await caller(({ privateState }) => {
      privateState.set('b', `${privateState.get('a') ?? ''}!`);
      return undefined;
    });
    const request = planRequest(schema, prior, { name: 'n' }, Buffer.from('{"a":"1"}'));
    const answer = await hooked.call('planResourceChange', request);
    expect(JSON.parse(answer.plannedPrivate.toString())).toEqual({ a: '1', b: '1!' });
  });

  test.each<[string, Hook, object]>([
    ['an error', () => Promise.reject(new Error('boom')), { summary: 'Cannot plan x_thing', detail: 'boom' }],
    [
      'a wrong type',
      () => JSON.parse('{"size":"big"}') as { size: number },
      {
        summary: 'Provider bug',
        detail: expect.stringContaining('size: a finite number is required') as unknown,
      },
    ],
    [
      'a value that contradicts the configuration',
      () => ({ size: 99 }),
      {
        summary: 'Provider bug: invalid plan',
        detail:
          'The plan of x_thing breaks a rule of Terraform. size: planned 99, but the configuration says 2 and the prior value is 1.',
      },
    ],
  ])('is reported for %s', async (_, hook, expected) => {
    const answer = await (
      await caller(hook)
    ).call('planResourceChange', planRequest(schema, prior, { name: 'n', size: 2 }));
    expect(answer.diagnostics).toMatchObject([{ severity: 1, ...expected }]);
  });
});

test('Terraform decides on the rules outside of development', async () => {
  const loose = await Caller.with(
    defineResource<object>()({
      schema,
      create: never,
      read: never,
      update: never,
      delete: never,
      plan: () => ({ size: 99 }),
    }),
    false,
  );
  const answer = await loose.call('planResourceChange', planRequest(schema, prior, { name: 'n', size: 2 }));
  expect(answer.diagnostics).toEqual([]);
});

test('a type that the provider lacks is an error', async () => {
  const answer = await (
    await caller()
  ).call('planResourceChange', {
    ...planRequest(schema, null, { name: 'n' }),
    typeName: 'x_other',
  });
  expect(answer.diagnostics).toMatchObject([
    { summary: 'Unknown resource type', detail: expect.stringContaining('"x_other"') as unknown },
  ]);
});
