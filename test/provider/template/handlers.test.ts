import {
  createTemplate,
  deleteTemplate,
  importTemplate,
  readTemplate,
  updateTemplate,
} from '../../../src/provider/template/handlers';
import type { TemplatePlanned, TemplateState } from '../../../src/provider/template/schema';
import { unknown } from '../../../src/tfplugin';
import { TransientError } from '../../../src/vast';
import { diagnosticOf, harness, type Harness } from '../instance/handler-harness';

const LOST = new TransientError('lost', { endpoint: 'POST template', ambiguous: true });

function planned(change: Partial<TemplatePlanned> = {}): TemplatePlanned {
  return {
    name: 'web',
    image: 'acme/worker',
    tag: '1',
    env: { MODE: 'prod' },
    ports: ['8001/tcp'],
    onstart: null,
    args: null,
    runtype: 'args',
    ssh_direct: false,
    jupyter_direct: false,
    recommended_disk_gb: 8,
    description: null,
    readme: null,
    private: true,
    id: unknown(),
    hash_id: unknown(),
    ...change,
  };
}

const configOf = (plan: TemplatePlanned) => ({ ...plan, id: null, hash_id: null });

const create = (h: Harness, plan = planned()): Promise<TemplateState> =>
  createTemplate({ ...h.base, config: configOf(plan), plan, checkpoint: () => undefined });
const read = (h: Harness, state: TemplateState) => readTemplate({ ...h.base, state });
function update(h: Harness, prior: TemplateState, plan: TemplatePlanned): Promise<TemplateState> {
  const changed = new Set(Object.keys(plan));
  const config = configOf(plan);
  return updateTemplate({ ...h.base, config, prior, plan, changed, checkpoint: () => undefined });
}
const count = (h: Harness) => h.world.vast.templates.size;

describe('create', () => {
  test('makes the template with all its fields', async () => {
    const h = harness();
    const state = await create(h);
    expect(state).toEqual({ ...planned(), id: '70001', hash_id: state.hash_id });
    expect(state.hash_id).toMatch(/^[0-9a-f]{32}$/);
    expect(h.world.vast.templates.get(70001)).toMatchObject({
      name: 'web',
      env: { MODE: 'prod' },
      onstart: '',
      description: '',
      private: true,
    });
  });

  test('finds the one whose answer was lost among those of the account', async () => {
    const h = harness();
    h.world.vast.fail('createTemplate', LOST, true);
    expect((await create(h)).id).toBe('70001');
    expect(count(h)).toBe(1);
    expect(h.world.vast.calls).toContain('listTemplates {"creator_id":{"eq":1},"name":{"eq":"web"}}');
  });

  test('an older one that says the same is not taken for it', async () => {
    const h = harness();
    const older = await create(h);
    h.world.vast.fail('createTemplate', LOST);
    const state = await create(h);
    expect(state.id).not.toBe(older.id);
    expect(count(h)).toBe(2);
  });

  test('a new one of the same name that says something else is not taken for it', async () => {
    const h = harness();
    const { vast } = h.world;
    let times = 0;
    vast.chaos = (method) => {
      if (method !== 'createTemplate' || times++ > 0) return undefined;
      vast.templates.set(99, { id: 99, hashId: 'f', name: 'web', image: 'acme/other', tag: '1' });
      return { error: LOST, acts: false };
    };
    expect((await create(h)).id).toBe('70001');
    expect(vast.templates.get(70001)).toMatchObject({ image: 'acme/worker' });
  });
});

describe('read', () => {
  test('a template as it was made is no change, whatever stands for "none"', async () => {
    const h = harness();
    for (const plan of [
      planned(),
      planned({ env: null, ports: null }),
      planned({ env: {}, ports: [], onstart: '', readme: 'text\n' }),
    ]) {
      const state = await create(h, plan);
      expect(await read(h, state)).toEqual(state);
    }
  });

  test('cut-off line ends, another order of ports, and fields that are not told are no change', async () => {
    const h = harness();
    const state = await create(h, planned({ onstart: 'run\n', ports: ['2/tcp', '1/tcp'], tag: 'latest' }));
    const template = h.world.vast.templates.get(70001);
    if (template) {
      h.world.vast.templates.set(70001, {
        ...template,
        onstart: 'run',
        ports: ['1/tcp', '2/tcp'],
        tag: undefined,
        runtype: undefined,
        sshDirect: undefined,
        jupyterDirect: undefined,
        recommendedDiskGb: undefined,
        private: undefined,
      });
    }
    expect(await read(h, state)).toEqual(state);
  });

  test('shows what was changed from outside, under its new hash', async () => {
    const h = harness();
    const state = await create(h);
    const other = await h.world.vast.updateTemplate(state.hash_id, {
      tag: '2',
      env: { MODE: 'test' },
      ports: [],
      private: false,
    });
    expect(await read(h, state)).toEqual({
      ...state,
      tag: '2',
      env: { MODE: 'test' },
      ports: [],
      private: false,
      hash_id: other.hashId,
    });
  });

  test('gone only when the list does not show it', async () => {
    const h = harness();
    const state = await create(h);
    h.world.vast.fail('listTemplates', new TransientError('502', { endpoint: 'x', ambiguous: false }));
    expect((await diagnosticOf(read(h, state))).summary).toContain('does not answer');
    await h.world.vast.deleteTemplate(70001);
    expect(await read(h, state)).toBeNull();
  });

  test('without a known provider configuration the stored state is kept', async () => {
    const h = harness();
    const state = await create(h);
    const client = { kind: 'not-yet-known', unknown: ['api_key'] } as const;
    expect(await readTemplate({ ...h.base, client, state })).toBe(state);
  });
});

describe('update', () => {
  test('keeps the number, takes the new hash, and clears what is no longer configured', async () => {
    const h = harness();
    const prior = await create(h, planned({ onstart: 'run.sh' }));
    const state = await update(h, prior, planned({ id: prior.id, onstart: null, tag: '2' }));
    expect(state).toMatchObject({ id: prior.id, tag: '2', onstart: null });
    expect(state.hash_id).not.toBe(prior.hash_id);
    expect(await read(h, state)).toEqual(state);
    expect(h.world.vast.templates.get(70001)).toMatchObject({ onstart: '', tag: '2' });
  });

  test('uses the hash of the moment, not the stored one', async () => {
    const h = harness();
    const prior = await create(h);
    await h.world.vast.updateTemplate(prior.hash_id, { tag: 'from outside' });
    const state = await update(h, prior, planned({ id: prior.id, tag: '2' }));
    expect(await read(h, state)).toEqual(state);
  });

  test.each([true, false])('a lost answer is settled by reading (the call acted: %s)', async (acts) => {
    const h = harness();
    const prior = await create(h);
    h.world.vast.fail('updateTemplate', LOST, acts);
    const state = await update(h, prior, planned({ id: prior.id, tag: '2' }));
    expect(await read(h, state)).toEqual(state);
    const updates = h.world.vast.calls.filter((call) => call.startsWith('updateTemplate'));
    expect(updates).toHaveLength(acts ? 1 : 2);
  });

  test('a template that is gone is told', async () => {
    const h = harness();
    const prior = await create(h);
    await h.world.vast.deleteTemplate(70001);
    expect((await diagnosticOf(update(h, prior, planned({ id: prior.id })))).summary).toContain(
      'no longer exists',
    );
  });
});

describe('delete', () => {
  test('removes it, and a second time is success', async () => {
    const h = harness();
    const state = await create(h);
    await deleteTemplate({ ...h.base, state });
    await deleteTemplate({ ...h.base, state });
    expect(count(h)).toBe(0);
  });

  test('a deletion that did nothing is an error', async () => {
    const h = harness();
    const state = await create(h);
    h.world.vast.deleteTemplate = () => Promise.resolve();
    expect((await diagnosticOf(deleteTemplate({ ...h.base, state }))).detail).toContain('still lists it');
  });
});

test('import takes the number of a template that is there', async () => {
  const h = harness();
  const state = await create(h);
  const nothing = Object.fromEntries(Object.keys(state).map((name) => [name, null]));
  const imported = await importTemplate({ ...h.base, id: '70001' });
  expect(imported).toEqual({ id: '70001', hash_id: state.hash_id });
  expect(await read(h, { ...nothing, ...imported } as TemplateState)).toEqual(state);
  expect((await diagnosticOf(importTemplate({ ...h.base, id: '7' }))).summary).toBe('No such template');
  expect((await diagnosticOf(importTemplate({ ...h.base, id: state.hash_id }))).summary).toBe(
    'Not the id of a template',
  );
});
