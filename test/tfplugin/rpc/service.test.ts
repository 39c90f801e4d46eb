import {
  ArgumentError,
  attr,
  defineDataSource,
  defineFunction,
  defineProvider,
  defineSchema,
  isUnknown,
  parameter,
  t,
} from '../../../src/tfplugin';
import { decodeMsgpack } from '../../../src/tfplugin/codec/decode';
import { encodeMsgpack } from '../../../src/tfplugin/codec/encode';
import { silentLogger } from '../../../src/tfplugin/log/hclog';
import { Runtime } from '../../../src/tfplugin/rpc/runtime';
import type { ValueType } from '../../../src/tfplugin/value/type';
import type { Value } from '../../../src/tfplugin/value/value';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { ANY, Caller, dynamic, NO_BYTES, read } from '../support/calls';
import { exampleProvider } from '../support/example-provider';

interface Client {
  readonly url: string;
}

const providerSchema = defineSchema({
  attributes: { url: attr.string({ optional: true }), key: attr.string({ optional: true, sensitive: true }) },
});
const lookupSchema = defineSchema({
  attributes: {
    id: attr.string({ required: true }),
    number: attr.number({ optional: true }),
    found: attr.string({ computed: true }),
  },
});

const closed: string[] = [];
const lookup = defineDataSource<Client>()({
  schema: lookupSchema,
  validate: ({ config, error }) => {
    if (config.id === 'bad') error({ summary: 'Bad id', path: ['id'] });
  },
  read: ({ config, client }) =>
    Promise.resolve({ ...config, found: config.id === 'none' ? null : `${client.url}/${config.id}` }),
});
const provider = defineProvider({
  address: 'host/ns/x',
  version: '0',
  schema: providerSchema,
  validate: ({ config, error }) => {
    if (config.url === 'bad') error({ summary: 'Bad address', path: ['url'] });
  },
  configure: ({ config, terraformVersion }): Client => {
    if (config.url === 'broken') throw new Error('no such cloud');
    return { url: isUnknown(config.url) ? 'later' : `${config.url ?? 'default'}-${terraformVersion}` };
  },
  close: ({ url }) => void closed.push(url),
  dataSources: { x_lookup: lookup },
  functions: {
    join: defineFunction({
      summary: 'Joins.',
      parameters: [parameter('first', t.string)],
      variadic: parameter('rest', t.string),
      returns: t.string,
      call: ([first], rest) => {
        if (first === '') throw new ArgumentError(0, 'must not be empty');
        if (rest.length > 2) throw new Error('too many');
        return [first, ...rest].join('-');
      },
    }),
    same: defineFunction({
      summary: 'Same.',
      parameters: [parameter('n', t.number)],
      returns: t.number,
      call: ([n]) => n,
    }),
  },
});

const caller = (): Caller => new Caller(new Runtime(provider, silentLogger, true));
const configure = (one: Caller, config: object) =>
  one.call('configureProvider', {
    terraformVersion: '1.11.4',
    config: dynamic(providerSchema.body, config),
    clientCapabilities: undefined,
  });
const readLookup = (one: Caller, config: object) =>
  one.call('readDataSource', { typeName: 'x_lookup', config: dynamic(lookupSchema.body, config) });

describe('the schema call', () => {
  test('gives everything, and what the server can do', async () => {
    const example = new Caller(new Runtime(exampleProvider(), silentLogger, true));
    const answer = await example.call('getProviderSchema', {});
    expect(Object.keys(answer.resourceSchemas)).toEqual(['example_thing']);
    expect(Object.keys(answer.dataSourceSchemas)).toEqual(['example_lookup']);
    expect(Object.keys(answer.functions)).toEqual(['double']);
    expect(answer.serverCapabilities).toEqual({
      planDestroy: true,
      getProviderSchemaOptional: true,
      moveResourceState: false,
    });
  });

  test('OpenTofu asks for functions apart', async () => {
    expect(Object.keys((await caller().call('getFunctions', {})).functions)).toEqual(['join', 'same']);
  });
});

describe('the provider block', () => {
  test('is validated', async () => {
    const config = dynamic(providerSchema.body, { url: 'bad' });
    const { diagnostics } = await caller().call('validateProviderConfig', { config });
    expect(diagnostics).toMatchObject([{ severity: 1, summary: 'Bad address' }]);
  });

  test('may hold values that are not known yet', async () => {
    const one = caller();
    expect((await configure(one, { url: ANY, key: ANY })).diagnostics).toEqual([]);
    expect(read(lookupSchema, (await readLookup(one, { id: 'a' })).state)).toMatchObject({
      found: 'later/a',
    });
  });

  test('reports what configure throws', async () => {
    const { diagnostics } = await configure(caller(), { url: 'broken' });
    expect(diagnostics).toMatchObject([
      { summary: 'Cannot configure the provider', detail: 'no such cloud' },
    ]);
  });

  test('can be configured again; the former client is released once unused', async () => {
    closed.length = 0;
    const one = caller();
    await configure(one, { url: 'a' });
    const { promise, resolve } = manual();
    const use = one.runtime.withClient(() => promise);
    await configure(one, { url: 'b' });
    expect(closed).toEqual([]);
    resolve(undefined);
    await use;
    expect(closed).toEqual(['a-1.11.4']);
    await one.runtime.close();
    await one.runtime.close();
    expect(closed).toEqual(['a-1.11.4', 'b-1.11.4']);
  });
});

function manual() {
  let resolve: (value: undefined) => void = () => undefined;
  const promise = new Promise<undefined>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('a data source', () => {
  test('is validated', async () => {
    const request = { typeName: 'x_lookup', config: dynamic(lookupSchema.body, { id: 'bad' }) };
    expect((await caller().call('validateDataResourceConfig', request)).diagnostics).toMatchObject([
      { summary: 'Bad id' },
    ]);
  });

  test('is read, with numbers as they were', async () => {
    const one = caller();
    await configure(one, { url: 'u' });
    const large = new ExactNumber('9007199254740993');
    const answer = await readLookup(one, { id: 'a', number: large });
    expect(answer.diagnostics).toEqual([]);
    expect(read(lookupSchema, answer.state)).toMatchObject({ id: 'a', number: large, found: 'u-1.11.4/a' });
    expect(read(lookupSchema, (await readLookup(one, { id: 'none' })).state)).toMatchObject({ found: null });
  });

  test('needs a configured provider', async () => {
    const { diagnostics, state } = await readLookup(caller(), { id: 'a' });
    expect(diagnostics).toMatchObject([{ summary: 'Provider not configured' }]);
    expect(state).toBeUndefined();
  });
});

describe('a function', () => {
  const call = (name: string, ...args: readonly (readonly [ValueType, Value])[]) =>
    caller().call('callFunction', {
      name,
      arguments: args.map(([type, value]) => ({ msgpack: encodeMsgpack(type, value), json: NO_BYTES })),
    });

  test('is called without a configured provider', async () => {
    const { result, error } = await call('join', [t.string, 'a'], [t.string, 'b']);
    expect(error).toBeUndefined();
    expect(decodeMsgpack(t.string, result?.msgpack ?? NO_BYTES)).toBe('a-b');
  });

  test('gives numbers back as they came', async () => {
    const third = new ExactNumber(`0.${'3'.repeat(80)}`);
    const { result } = await call('same', [t.number, third]);
    expect(decodeMsgpack(t.number, result?.msgpack ?? NO_BYTES)).toEqual(third);
  });

  test.each<[string, readonly (readonly [ValueType, Value])[], object]>([
    ['join', [[t.string, '']], { text: 'must not be empty', functionArgument: 0n }],
    [
      'join',
      [
        [t.string, 'a'],
        [t.string, 'b'],
        [t.string, 'c'],
        [t.string, 'd'],
      ],
      { text: 'too many', functionArgument: undefined },
    ],
    [
      'same',
      [
        [t.number, 1],
        [t.number, 2],
      ],
      { text: 'the function takes fewer arguments', functionArgument: 1n },
    ],
    [
      'other',
      [],
      { text: 'this version of the provider has no function other', functionArgument: undefined },
    ],
  ])('%s tells what is wrong (%#)', async (name, args, error) => {
    expect(await call(name, ...args)).toEqual({ result: undefined, error });
  });
});

test('a resource is validated with what is known', async () => {
  const example = new Caller(new Runtime(exampleProvider(), silentLogger, true));
  const { schema } = example.runtime.resource('example_thing');
  const validate = async (config: object) => {
    const answer = await example.call('validateResourceConfig', {
      typeName: 'example_thing',
      config: dynamic(schema.body, config),
      clientCapabilities: { deferralAllowed: false, writeOnlyAttributesAllowed: true },
    });
    return answer.diagnostics.map(({ summary, attribute }) => [
      summary,
      attribute?.steps.map(({ selector }) => selector?.value),
    ]);
  };
  expect(await validate({ name: ANY, tags: ANY })).toEqual([]);
  expect(await validate({ name: 'old', tags: { a: 'ok', b: 'bad' } })).toEqual([
    ['Bad tag', ['tags', 'b']],
    ['Old name', ['name']],
  ]);
  expect(await validate({ name: 'n', mode: 'x' })).toEqual([['Invalid value for mode', ['mode']]]);
});
