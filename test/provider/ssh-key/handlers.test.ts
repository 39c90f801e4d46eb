import type { ProviderClient } from '../../../src/provider/account';
import {
  createSshKey,
  deleteSshKey,
  importSshKey,
  readSshKey,
  updateSshKey,
} from '../../../src/provider/ssh-key/handlers';
import { type SshKeyState, sshKeySchema } from '../../../src/provider/ssh-key/schema';
import { unknown } from '../../../src/tfplugin';
import { RequestRefusedError, TransientError } from '../../../src/vast';
import { diagnosticOf, harness, type Harness } from '../instance/handler-harness';

const KEY = 'ssh-ed25519 AAAAC3Nz me@home';
const OTHER = 'ssh-rsa AAAAB3Nz other@home';

const LOST = new TransientError('POST ssh failed', { endpoint: 'POST ssh', ambiguous: true });

function create(h: Harness, public_key = KEY): Promise<SshKeyState> {
  const plan = { public_key, id: unknown(), created_at: unknown() };
  return createSshKey({
    ...h.base,
    config: { public_key, id: null, created_at: null },
    plan,
    checkpoint: () => undefined,
  });
}
const read = (h: Harness, state: SshKeyState) => readSshKey({ ...h.base, state });
function update(h: Harness, prior: SshKeyState, public_key: string): Promise<SshKeyState> {
  const plan = { ...prior, public_key };
  return updateSshKey({
    ...h.base,
    config: { public_key, id: null, created_at: null },
    prior,
    plan,
    changed: new Set(['public_key']),
    checkpoint: () => undefined,
  });
}
const texts = (h: Harness) => [...h.world.vast.sshKeys.values()].map(({ publicKey }) => publicKey);

describe('create', () => {
  test('adds the key without the line end, and keeps the configured form', async () => {
    const h = harness();
    expect(await create(h, `${KEY}\n`)).toEqual({
      public_key: `${KEY}\n`,
      id: '501',
      created_at: '2026-10-01T00:00:00.000Z',
    });
    expect(texts(h)).toEqual([KEY]);
    expect(h.warnings).toEqual([]);
  });

  test('finds the key whose answer was lost: one key, no warning', async () => {
    const h = harness();
    h.world.vast.fail('createSshKey', LOST, true);
    expect((await create(h)).id).toBe('501');
    expect(texts(h)).toEqual([KEY]);
    expect(h.warnings).toEqual([]);
  });

  test('makes it again when the lost call did nothing', async () => {
    const h = harness();
    h.world.vast.fail('createSshKey', LOST);
    await create(h);
    expect(texts(h)).toEqual([KEY]);
    expect(h.world.vast.calls.filter((call) => call === 'createSshKey')).toHaveLength(2);
  });

  test('takes over a key that is there, as after a killed create, and says so', async () => {
    const h = harness();
    const { id } = await h.world.vast.createSshKey(KEY);
    expect((await create(h)).id).toBe(String(id));
    expect(texts(h)).toEqual([KEY]);
    expect(h.warnings).toMatchObject([{ summary: 'The account already held this SSH key' }]);
  });

  test('nothing is made when the list cannot be read', async () => {
    const h = harness();
    h.world.vast.fail('listSshKeys', new TransientError('502', { endpoint: 'GET ssh', ambiguous: false }));
    expect((await diagnosticOf(create(h))).summary).toContain('does not answer');
    expect(texts(h)).toEqual([]);
  });

  test('the refusal of a team account says what to do', async () => {
    const h = harness();
    const facts = { endpoint: 'POST ssh', status: 400, code: 'team_ssh_keys_not_supported' };
    h.world.vast.fail('createSshKey', new RequestRefusedError('no', facts));
    const error = await diagnosticOf(create(h));
    expect(error.summary).toContain('team');
    expect(error.detail).toContain('ssh_public_keys');
  });
});

describe('read', () => {
  test('keeps the configured form while it means the same', async () => {
    const h = harness();
    const state = await create(h, `${KEY}\n`);
    expect(await read(h, state)).toEqual(state);
  });

  test('shows a key that was changed from outside, and one that is gone', async () => {
    const h = harness();
    const state = await create(h);
    await h.world.vast.updateSshKey(Number(state.id), OTHER);
    expect(await read(h, state)).toEqual({ ...state, public_key: OTHER });
    await h.world.vast.deleteSshKey(Number(state.id));
    expect(await read(h, state)).toBeNull();
  });

  test('an error never means gone', async () => {
    const h = harness();
    const state = await create(h);
    h.world.vast.fail('listSshKeys', new TransientError('502', { endpoint: 'GET ssh', ambiguous: false }));
    expect((await diagnosticOf(read(h, state))).summary).toContain('does not answer');
  });

  test('a text that the platform does not tell is no change', async () => {
    const h = harness();
    const state = await create(h);
    const key = h.world.vast.sshKeys.get(501);
    if (key) h.world.vast.sshKeys.set(501, { ...key, publicKey: '', createdAtSeconds: null });
    expect(await read(h, state)).toEqual({ ...state, created_at: null });
  });

  test('without a known provider configuration the stored state is kept', async () => {
    const h = harness();
    const state = await create(h);
    const client: ProviderClient = { kind: 'not-yet-known', unknown: ['api_key'] };
    expect(await readSshKey({ ...h.base, client, state })).toBe(state);
    expect(h.warnings).toMatchObject([{ summary: 'The SSH key was not refreshed' }]);
  });
});

test('update changes the key in place', async () => {
  const h = harness();
  const state = await create(h);
  expect(await update(h, state, `${OTHER}\n`)).toEqual({ ...state, public_key: `${OTHER}\n` });
  expect(texts(h)).toEqual([OTHER]);
  await h.world.vast.deleteSshKey(501);
  expect((await diagnosticOf(update(h, state, KEY))).detail).toContain('does not know key 501');
});

test('delete removes it, and a second time is success', async () => {
  const h = harness();
  const state = await create(h);
  await deleteSshKey({ ...h.base, state });
  await deleteSshKey({ ...h.base, state });
  expect(texts(h)).toEqual([]);
});

test('import takes the number of a key that is there', async () => {
  const h = harness();
  const state = await create(h);
  expect(await importSshKey({ ...h.base, id: '501' })).toEqual({ id: '501' });
  const imported = { public_key: null, id: '501', created_at: null };
  expect(await read(h, imported)).toEqual(state);
  expect((await diagnosticOf(importSshKey({ ...h.base, id: '7' }))).summary).toBe('No such SSH key');
  expect((await diagnosticOf(importSshKey({ ...h.base, id: KEY }))).summary).toBe('Not the id of an SSH key');
});

describe('the form of a key', () => {
  const [validator] = sshKeySchema.body.attributes.public_key.validators;
  const allowed = (text: string): boolean => validator?.check(text as never) ?? false;

  test.each([KEY, OTHER, `  ${KEY}\n`, 'sk-ssh-ed25519@openssh.com AAAA', 'ecdsa-sha2-nistp256 AAAA a b c'])(
    'takes %j',
    (text) => expect(allowed(text)).toBe(true),
  );
  test.each([
    '',
    'AAAA',
    `${KEY}\n${OTHER}`,
    'ssh-ed25519',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----',
    `command="x" ${KEY}`,
  ])('refuses %j', (text) => expect(allowed(text)).toBe(false));
});
