import { attr, defineResource, defineSchema, unknown, type ResourceDefinition } from '../../../src/tfplugin';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { Caller, dynamic, read } from '../support/calls';

const schema = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true }),
    size: attr.number({ optional: true }),
    pass: attr.string({ optional: true, writeOnly: true }),
  },
});
type Read = ResourceDefinition<object, typeof schema.body>['read'];

const never = (): Promise<never> => Promise.reject(new Error('not called'));
const large = new ExactNumber('9007199254740993');
const request = {
  typeName: 'x_thing',
  currentState: dynamic(schema.body, { id: 'i', size: large }),
  private: Buffer.from('{"etag":"1"}'),
};

async function refresh(handler: Read) {
  const caller = await Caller.with(
    defineResource<object>()({ schema, create: never, delete: never, read: handler }),
  );
  return await caller.call('readResource', request);
}

test('returns what was read, with numbers and notes as they were', async () => {
  const answer = await refresh(({ state }) => Promise.resolve({ ...state, pass: null }));
  expect(read(schema, answer.newState)).toEqual(read(schema, request.currentState));
  expect(answer.newState?.msgpack.equals(request.currentState.msgpack)).toBe(true);
  expect(answer.private.equals(request.private)).toBe(true);
});

test('returns new values and notes', async () => {
  const answer = await refresh(({ state, privateState }) => {
    privateState.set('etag', `${privateState.get('etag') ?? ''}2`);
    return Promise.resolve({ ...state, size: 7 });
  });
  expect(read(schema, answer.newState)).toMatchObject({ size: 7 });
  expect(answer.private.toString()).toBe('{"etag":"12"}');
});

test('tells that the object is gone', async () => {
  const { newState, diagnostics } = await refresh(() => Promise.resolve(null));
  expect([...(newState?.msgpack ?? [])]).toEqual([0xc0]);
  expect(diagnostics).toEqual([]);
});

test.each<[string, Read, string]>([
  ['throws', () => Promise.reject(new Error('no access')), 'no access'],
  [
    'returns something unknown',
    ({ state }) => Promise.resolve({ ...state, size: unknown() as never }),
    'not known',
  ],
  ['breaks its own schema', ({ state }) => Promise.resolve({ ...state, id: null as never }), 'never null'],
])('keeps the state when the handler %s', async (_, handler, detail) => {
  const answer = await refresh(handler);
  expect(answer.newState).toEqual(request.currentState);
  expect(answer.private.equals(request.private)).toBe(true);
  expect(answer.diagnostics).toMatchObject([
    { severity: 1, detail: expect.stringContaining(detail) as unknown },
  ]);
});
