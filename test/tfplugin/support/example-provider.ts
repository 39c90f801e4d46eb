import {
  ArgumentError,
  attr,
  block,
  creationOnly,
  defineDataSource,
  defineFunction,
  defineProvider,
  defineResource,
  defineSchema,
  DiagnosticError,
  isUnknown,
  keepPriorValue,
  oneOf,
  parameter,
  preferPrior,
  requiresReplace,
  t,
  timeouts,
  type Secret,
  type StateOf,
} from '../../../src/tfplugin';
import type { Thing } from './cloud';

/** Client of the example cloud. `url` is undefined while it is not known yet. */
export class ExampleClient {
  constructor(
    readonly url: string | undefined,
    readonly token: Secret | undefined,
  ) {}

  async request(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Thing | null> {
    if (this.url === undefined) throw new Error('the address of the cloud is not known yet');
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`the cloud answered ${response.status}`);
    return (await response.json()) as Thing;
  }
}

const schema = defineSchema({
  version: 1,
  description: 'A thing.',
  attributes: {
    id: attr.string({ computed: true, nonNull: true, planModifiers: [keepPriorValue()] }),
    name: attr.string({ required: true, description: 'Name.', planModifiers: [requiresReplace()] }),
    size: attr.number({ default: 1 }),
    label: attr.string({
      optional: true,
      planModifiers: [
        preferPrior<string>((prior, configured) => prior.toLowerCase() === configured.toLowerCase()),
      ],
    }),
    mode: attr.string({ default: 'on', validators: [oneOf('on', 'off', 'broken')] }),
    exact: attr.number({ optional: true }),
    tags: attr.map(t.string, { optional: true }),
    zones: attr.set(t.string, { optional: true }),
    secret: attr.string({ optional: true, sensitive: true }),
    password: attr.string({ optional: true, writeOnly: true, sensitive: true }),
    offers: attr.nestedList(
      { id: attr.number({ required: true }), note: attr.string({ default: 'none' }) },
      { optional: true, planModifiers: [creationOnly()] },
    ),
    disks: attr.nestedMap(
      { gb: attr.number({ required: true }), device: attr.string({ computed: true }) },
      { optional: true },
    ),
    url: attr.string({ computed: true }),
    generation: attr.number({ computed: true }),
    timeouts: timeouts({ create: '10m' }),
  },
  blocks: {
    rule: block.list(
      { attributes: { port: attr.number({ required: true }), protocol: attr.string({ default: 'TCP' }) } },
      { maxItems: 3 },
    ),
    subset: block.set({
      attributes: { host: attr.string({ required: true }), weight: attr.number({ default: 1 }) },
      blocks: { port: block.set({ attributes: { number: attr.number({ required: true }) } }) },
    }),
    policy: block.single({ attributes: { kind: attr.string({ required: true }) } }),
  },
});

type State = StateOf<typeof schema.body>;

interface Computable {
  readonly disks: Readonly<Record<string, { readonly gb: number }>> | null;
}

function computed(
  { disks }: Computable,
  thing: Thing,
  generation: number,
): Pick<State, 'id' | 'url' | 'generation' | 'disks'> {
  return {
    id: thing.id,
    url: `https://${thing.id}`,
    generation,
    disks:
      disks === null
        ? null
        : Object.fromEntries(
            Object.entries(disks).map(([key, disk]) => [key, { gb: disk.gb, device: `/dev/${key}` }]),
          ),
  };
}

const thing = defineResource<ExampleClient>()({
  schema,
  validate({ config, error, warn }) {
    if (isUnknown(config.tags)) return;
    for (const [key, value] of Object.entries(config.tags ?? {})) {
      if (value === 'bad')
        error({ summary: 'Bad tag', detail: `The tag ${key} is bad.`, path: ['tags', key] });
    }
    if (config.name === 'old') warn({ summary: 'Old name', path: ['name'] });
  },
  plan({ plan, prior, changed, requireReplace }) {
    if (prior === null) return undefined;
    if (changed.has('zones')) requireReplace(['zones']);
    return isUnknown(plan.generation) ? { url: prior.url } : undefined;
  },
  planDestroy({ prior }) {
    if (prior.label === 'protected') {
      throw new DiagnosticError({ summary: 'Protected', detail: 'The label says so.' });
    }
  },
  async create({ plan, config, client, checkpoint, signal, log, privateState, warn }) {
    const body = { name: plan.name, size: plan.size, label: plan.label };
    const created = await client.request('POST', '/things', body);
    if (created === null) throw new Error('nothing was created');
    log.info('created', { id: created.id, secret: plan.secret ?? null });
    checkpoint({ id: created.id });
    privateState.set('made-by', 'create');
    // Something in the background that nobody waits for.
    if (plan.label === 'crash') void Promise.reject(new Error('a bug in the background'));
    if (config.password?.reveal() === 'weak') warn({ summary: 'Weak password' });
    await client.request('GET', `/things/${created.id}/ready`, undefined, signal);
    if (plan.mode === 'broken')
      throw new DiagnosticError({ summary: 'Broken', detail: 'It does not start.', path: ['mode'] });
    return { ...plan, password: null, ...computed(plan, created, 1) };
  },
  async read({ state, client, privateState }) {
    const found = await client.request('GET', `/things/${state.id}`);
    if (found === null) return null;
    if (privateState.get('made-by') === 'import') privateState.set('made-by', undefined);
    const generation = state.generation ?? 1;
    return {
      ...state,
      name: found.name,
      size: found.size,
      label: found.label,
      mode: state.mode ?? 'on',
      ...computed({ disks: simple(state.disks) }, found, generation),
    };
  },
  async update({ plan, prior, client, checkpoint }) {
    const body = { size: plan.size, label: plan.label };
    const changed = await client.request('PUT', `/things/${prior.id}`, body);
    if (changed === null) throw new Error(`${prior.id} is gone`);
    checkpoint({ size: plan.size, label: plan.label });
    if (plan.mode === 'broken') throw new Error('the mode cannot be set');
    return { ...plan, password: null, ...computed(plan, changed, (prior.generation ?? 0) + 1) };
  },
  async delete({ state, client }) {
    await client.request('DELETE', `/things/${state.id}`);
  },
  importState({ id, privateState }) {
    privateState.set('made-by', 'import');
    return Promise.resolve({ id, offers: [] });
  },
  upgradeState: { 0: (old) => ({ ...old, mode: 'on' }) },
});

function simple(disks: State['disks']): Computable['disks'] {
  if (disks === null) return null;
  return Object.fromEntries(Object.entries(disks).map(([key, disk]) => [key, { gb: disk.gb ?? 0 }]));
}

const lookup = defineDataSource<ExampleClient>()({
  schema: defineSchema({
    attributes: { id: attr.string({ required: true }), name: attr.string({ computed: true }) },
  }),
  async read({ config, client }) {
    const found = await client.request('GET', `/things/${config.id}`);
    return { id: config.id, name: found?.name ?? null };
  },
});

const double = defineFunction({
  summary: 'Twice the number, and the number of further texts.',
  parameters: [parameter('number', t.number)],
  variadic: parameter('texts', t.string),
  returns: t.object({ value: t.number, texts: t.number }),
  call: ([number], rest) => {
    if (number < 0) throw new ArgumentError(0, 'must not be negative');
    return { value: number * 2, texts: rest.length };
  },
});

/** A provider with one of everything, for tests. */
export function exampleProvider(address = 'tfplugin.test/tests/example') {
  return defineProvider({
    address,
    version: '0.0.1',
    schema: defineSchema({
      attributes: {
        url: attr.string({ optional: true }),
        token: attr.string({ optional: true, sensitive: true }),
      },
    }),
    configure({ config }) {
      const token = isUnknown(config.token) ? null : config.token;
      return new ExampleClient(
        isUnknown(config.url) ? undefined : (config.url ?? undefined),
        token ?? undefined,
      );
    },
    resources: { example_thing: thing },
    dataSources: { example_lookup: lookup },
    functions: { double },
  });
}
