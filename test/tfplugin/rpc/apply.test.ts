import {
  attr,
  block,
  defineResource,
  defineSchema,
  DiagnosticError,
  Secret,
  type ResourceDefinition,
  type StateOf,
} from '../../../src/tfplugin';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { ANY, applyRequest, Caller, NO_BYTES, read } from '../support/calls';
import { formatValue, parse } from '../support/values';

const schema = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true }),
    name: attr.string({ required: true }),
    size: attr.number({ optional: true }),
    key: attr.string({ optional: true, sensitive: true }),
    pass: attr.string({ optional: true, writeOnly: true }),
    status: attr.string({ computed: true }),
  },
  blocks: {
    rule: block.list({
      attributes: { port: attr.number({ required: true }), note: attr.string({ computed: true }) },
    }),
  },
});
type B = typeof schema.body;
type Definition = ResourceDefinition<object, B>;
type State = StateOf<B>;

const never = (): Promise<never> => Promise.reject(new Error('not called'));
const shown = (members: object | null): string => formatValue(parse(schema.body, members));

async function apply(
  handlers: Partial<Definition>,
  prior: object | null,
  planned: object | null,
  config?: object | null,
  development = true,
) {
  const definition = defineResource<object>()({
    schema,
    create: never,
    read: never,
    update: never,
    delete: never,
    ...handlers,
  });
  const caller = await Caller.with(definition, development);
  const answer = await caller.call('applyResourceChange', applyRequest(schema, prior, planned, config));
  return { ...answer, state: formatValue(read(schema, answer.newState)) };
}

const planned = { id: ANY, name: 'n', size: 2, status: ANY };
const made: State = { id: 'i', name: 'n', size: 2, key: null, pass: null, status: 's', rule: [] };

describe('create', () => {
  test('stores what is returned', async () => {
    const answer = await apply({ create: () => Promise.resolve(made) }, null, planned);
    expect(answer.state).toBe(shown({ ...made }));
    expect(answer.diagnostics).toEqual([]);
  });

  test('gives plan, configuration and client', async () => {
    const create: Definition['create'] = ({ plan, config, client }) => {
      expect(plan).toMatchObject({ id: ANY, name: 'n', key: new Secret('k'), pass: null });
      expect(config).toMatchObject({ id: null, name: 'n', pass: 'hush' });
      expect(client).toEqual({});
      return Promise.resolve({ ...made, key: plan.key });
    };
    const answer = await apply(
      { create },
      null,
      { ...planned, key: 'k' },
      { name: 'n', size: 2, key: 'k', pass: 'hush' },
    );
    expect(answer.diagnostics).toEqual([]);
    expect(answer.state).toBe(shown({ ...made, key: 'k' }));
  });

  test('returns numbers as they came', async () => {
    const third = new ExactNumber(`0.${'3'.repeat(100)}`);
    const create: Definition['create'] = ({ plan }) => Promise.resolve({ ...made, size: plan.size });
    const { newState } = await apply({ create }, null, { ...planned, size: third });
    expect(read(schema, newState)).toMatchObject({ size: third });
  });

  test('stores nothing when it throws before anything exists', async () => {
    const answer = await apply({ create: () => Promise.reject(new Error('no offer')) }, null, planned);
    expect([...(answer.newState?.msgpack ?? [])]).toEqual([0xc0]);
    expect(answer.diagnostics).toMatchObject([
      { severity: 1, summary: 'Cannot create x_thing', detail: 'no offer' },
    ]);
  });

  test('stores the last checkpoint with the error', async () => {
    const create: Definition['create'] = ({ checkpoint }) => {
      checkpoint({ id: 'i' });
      checkpoint({ id: 'i', status: 'starting' });
      throw new DiagnosticError({ summary: 'Too slow' });
    };
    const answer = await apply({ create }, null, { ...planned, rule: [{ port: 1, note: ANY }] });
    expect(answer.state).toBe(shown({ ...made, status: 'starting', rule: [{ port: 1, note: null }] }));
    expect(answer.diagnostics).toMatchObject([{ severity: 1, summary: 'Too slow' }]);
  });

  test('stores nothing when the last checkpoint says that nothing exists', async () => {
    const create: Definition['create'] = ({ checkpoint }) => {
      checkpoint({ id: 'i' });
      checkpoint(null);
      throw new Error('gave up');
    };
    expect((await apply({ create }, null, planned)).state).toBe('null');
  });

  test('a bad checkpoint costs only its bad members', async () => {
    const create: Definition['create'] = ({ checkpoint }) => {
      checkpoint(JSON.parse('{"id":"i","size":"big","colour":1}') as { id: string });
      throw new Error('late');
    };
    const answer = await apply({ create }, null, planned);
    expect(answer.state).toBe(shown({ ...made, status: null }));
    expect(answer.diagnostics.map(({ summary, detail }) => [summary, detail])).toEqual([
      [
        'Provider bug: invalid checkpoint',
        'x_thing: size: a finite number is required, not a string. Please report this.',
      ],
      [
        'Provider bug: invalid checkpoint',
        'x_thing: colour: the schema has no such attribute or block. Please report this.',
      ],
      ['Cannot create x_thing', 'late'],
    ]);
  });

  test('a bad answer is stored as far as it is good', async () => {
    const create = () =>
      Promise.resolve(JSON.parse('{"id":"i","name":5,"size":2,"key":null,"rule":[]}') as State);
    const answer = await apply({ create }, null, planned);
    expect(answer.state).toBe(shown({ ...made, status: null }));
    expect(answer.diagnostics.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('name: a string is required, not a number'),
      expect.stringContaining('status: the member is missing'),
    ]);
  });

  test('an answer that is not what was planned is reported in development', async () => {
    const create = () => Promise.resolve({ ...made, size: 3, key: new Secret('b') });
    const answer = await apply({ create }, null, { ...planned, key: 'a' });
    expect(answer.state).toBe(shown({ ...made, size: 3, key: 'b' }));
    expect(answer.diagnostics.map(({ detail }) => detail)).toEqual([
      'What x_thing returned after apply is not what was planned. size: was planned as 2, but is 3 now. Please report this.',
      'What x_thing returned after apply is not what was planned. key: a sensitive value is not as planned. Please report this.',
    ]);
    expect((await apply({ create }, null, planned, undefined, false)).diagnostics).toEqual([]);
  });

  test('warnings are passed on', async () => {
    const create: Definition['create'] = ({ warn }) => {
      warn({ summary: 'Careful', path: ['rule', 0, 'port'] });
      return Promise.resolve(made);
    };
    expect((await apply({ create }, null, planned)).diagnostics).toMatchObject([
      { severity: 2, summary: 'Careful' },
    ]);
  });
});

describe('update', () => {
  const prior = { ...made, size: 1 };

  test('stores what is returned', async () => {
    const update: Definition['update'] = ({ plan, prior: before, changed }) => {
      expect([...changed]).toEqual(['size']);
      return Promise.resolve({ ...before, size: plan.size });
    };
    const answer = await apply({ update }, prior, made);
    expect([answer.state, answer.diagnostics]).toEqual([shown({ ...made }), []]);
  });

  test('keeps the prior state when it throws', async () => {
    const answer = await apply({ update: () => Promise.reject(new Error('no')) }, prior, made);
    expect(answer.state).toBe(shown({ ...prior }));
    expect(answer.diagnostics).toMatchObject([{ summary: 'Cannot update x_thing', detail: 'no' }]);
  });

  test('keeps what was done before it threw', async () => {
    const update: Definition['update'] = ({ checkpoint }) => {
      checkpoint({ size: 2 });
      throw new Error('the rest failed');
    };
    expect((await apply({ update }, prior, { ...made, name: 'm' })).state).toBe(shown({ ...made }));
  });

  test('says that it is not possible', async () => {
    const definition = defineResource<object>()({ schema, create: never, read: never, delete: never });
    const caller = await Caller.with(definition);
    const answer = await caller.call('applyResourceChange', applyRequest(schema, prior, made));
    expect(answer.diagnostics).toMatchObject([
      { detail: expect.stringContaining('cannot be changed in place') as unknown },
    ]);
    expect(formatValue(read(schema, answer.newState))).toBe(shown({ ...prior }));
  });
});

describe('delete', () => {
  test('stores nothing', async () => {
    const answer = await apply({ delete: () => Promise.resolve() }, made, null);
    expect([...(answer.newState?.msgpack ?? [])]).toEqual([0xc0]);
    expect(answer.diagnostics).toEqual([]);
  });

  test('keeps the state when it throws', async () => {
    const answer = await apply({ delete: () => Promise.reject(new Error('still there')) }, made, null);
    expect(answer.state).toBe(shown({ ...made }));
    expect(answer.diagnostics).toMatchObject([{ summary: 'Cannot delete x_thing', detail: 'still there' }]);
  });
});

test('private notes go through', async () => {
  const create: Definition['create'] = ({ privateState }) => {
    privateState.set('made', privateState.get('planned'));
    privateState.set('planned', undefined);
    return Promise.resolve(made);
  };
  const caller = await Caller.with(defineResource<object>()({ schema, create, read: never, delete: never }));
  const request = applyRequest(schema, null, planned, { name: 'n', size: 2 }, Buffer.from('{"planned":"p"}'));
  const answer = await caller.call('applyResourceChange', request);
  expect(answer.private.toString()).toBe('{"made":"p"}');
});

test('bytes that do not fit the schema keep the prior state', async () => {
  const caller = await Caller.with(
    defineResource<object>()({ schema, create: never, read: never, delete: never }),
  );
  const request = {
    ...applyRequest(schema, made, made),
    plannedState: { msgpack: Buffer.from([0x80]), json: NO_BYTES },
  };
  const answer = await caller.call('applyResourceChange', request);
  expect(answer.diagnostics).toMatchObject([
    { summary: 'Provider bug', detail: expect.stringContaining('id: the member is missing') as unknown },
  ]);
  expect(answer.newState).toEqual(request.priorState);
});
