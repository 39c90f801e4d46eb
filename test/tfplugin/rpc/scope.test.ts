import {
  attr,
  defineResource,
  defineSchema,
  OperationStopped,
  type ResourceDefinition,
  type StateOf,
} from '../../../src/tfplugin';
import { ANY, applyRequest, Caller, read } from '../support/calls';

const schema = defineSchema({
  attributes: { id: attr.string({ computed: true, nonNull: true }), name: attr.string({ required: true }) },
});
type Definition = ResourceDefinition<object, typeof schema.body>;

const never = (): Promise<never> => Promise.reject(new Error('not called'));
const planned = { id: ANY, name: 'n' };
const made: StateOf<typeof schema.body> = { id: 'i', name: 'n' };

describe('a stop', () => {
  // Waits like a request would, and throws the reason.
  const waiting: Definition['create'] = async ({ checkpoint, signal }) => {
    checkpoint({ id: 'i' });
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    return made;
  };

  test.each<[string, (caller: Caller) => Promise<unknown>]>([
    ['StopProvider', (caller) => caller.call('stopProvider', {})],
    [
      'a call that is cut off',
      (caller) => {
        caller.cancellers.forEach((cancel) => cancel());
        return Promise.resolve();
      },
    ],
  ])('by %s reaches the handler, and what exists is stored', async (_, stop) => {
    const caller = await Caller.with(
      defineResource<object>()({ schema, create: waiting, read: never, delete: never }),
    );
    const answer = caller.call('applyResourceChange', applyRequest(schema, null, planned));
    await stop(caller);
    const { diagnostics, newState } = await answer;
    expect(diagnostics).toMatchObject([
      {
        severity: 1,
        summary: 'Cannot create x_thing',
        detail: expect.stringContaining('Terraform') as unknown,
      },
    ]);
    expect(read(schema, newState)).toMatchObject({ id: 'i' });
  });

  test('is over with the next walk', async () => {
    const reasons: unknown[] = [];
    const create: Definition['create'] = ({ signal }) => {
      reasons.push(signal.reason);
      return Promise.resolve(made);
    };
    const caller = await Caller.with(
      defineResource<object>()({ schema, create, read: never, delete: never }),
    );
    await caller.call('stopProvider', {});
    await caller.call('applyResourceChange', applyRequest(schema, null, planned));
    await caller.configure();
    await caller.call('applyResourceChange', applyRequest(schema, null, planned));
    expect(reasons).toEqual([expect.any(OperationStopped), undefined]);
  });
});
