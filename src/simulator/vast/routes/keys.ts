import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { readPermissions } from '../http/permissions';
import type { ApiKey, SshKey } from '../world/model';
import { needInstance } from './instances';

const SSH_KEY = /^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/=]+( .*)?$/;

function readSshKey(call: Call): string {
  const { ssh_key: key } = call.body;
  if (typeof key !== 'string' || !SSH_KEY.test(key.trim())) {
    throw ApiError.of(400, 'no_ssh_key', 'Please provide a valid ssh public key');
  }
  return key.trim();
}

function sshRow(call: Call, key: SshKey, name: 'key' | 'public_key'): Record<string, unknown> {
  return {
    id: key.id,
    user_id: call.account.id,
    [name]: key.publicKey,
    created_at: new Date(key.createdAt).toISOString(),
    deleted_at: null,
  };
}

function listSsh(call: Call): Reply {
  const keys = [...call.account.sshKeys.values()];
  if (keys.length === 0 && call.world.knobs.noSshKeys === '404')
    throw ApiError.of(404, 'not_found', 'No ssh keys found');
  return ok(keys.map((key) => sshRow(call, key, 'key')));
}

function addSsh(call: Call): Reply {
  const key: SshKey = { id: call.world.serial(), publicKey: readSshKey(call), createdAt: call.world.time };
  call.account.sshKeys.set(key.id, key);
  return ok({ success: true, key: sshRow(call, key, 'public_key') });
}

function needSsh(call: Call): SshKey {
  const key = call.account.sshKeys.get(Number(call.params.id));
  if (!key) throw ApiError.of(400, 'no_ssh_key', `No ssh key with id ${call.params.id ?? ''}`);
  return key;
}

function editSsh(call: Call): Reply {
  const key = needSsh(call);
  key.publicKey = readSshKey(call);
  return ok({ success: true, key: sshRow(call, key, 'public_key') });
}

function removeSsh(call: Call): Reply {
  call.account.sshKeys.delete(needSsh(call).id);
  return ok({ success: true });
}

function instanceSsh(call: Call): Reply {
  const contract = needInstance(call);
  const keys = [...contract.sshKeys.values()].map((key) => sshRow(call, key, 'public_key'));
  return ok({ success: true, ssh_keys: JSON.stringify(keys) });
}

function attachSsh(call: Call): Reply {
  const contract = needInstance(call);
  const publicKey = readSshKey(call);
  const known = [...call.account.sshKeys.values()].find((key) => key.publicKey === publicKey);
  const id = known?.id ?? call.world.serial();
  contract.sshKeys.set(id, { id, publicKey, createdAt: call.world.time });
  return ok({ success: true, msg: 'SSH key attached successfully' });
}

function detachSsh(call: Call): Reply {
  const contract = needInstance(call);
  if (!contract.sshKeys.delete(Number(call.params.key_id))) {
    throw ApiError.of(404, 'no_such_ssh_key', `SSH key ${call.params.key_id ?? ''} is not attached.`);
  }
  return ok({ success: true, msg: 'SSH key removed from instance.' });
}

function keyRow(key: ApiKey): Record<string, unknown> {
  return { id: key.id, name: key.name, permissions: key.permissions, created_at: key.createdAt / 1000 };
}

function needKey(call: Call): ApiKey {
  const key = call.account.keys.find((entry) => entry.id === Number(call.params.id));
  if (!key) throw ApiError.of(404, 'not_found', `No api key with id ${call.params.id ?? ''}`);
  return key;
}

function createKey(call: Call): Reply {
  const { name, permissions } = call.body;
  const key: ApiKey = {
    id: call.world.serial(),
    key: call.world.random.secrets.hex(64),
    name: typeof name === 'string' ? name : '',
    scopes: readPermissions(permissions),
    permissions: permissions ?? null,
    instanceId: null,
    createdAt: call.world.time,
  };
  call.account.keys.push(key);
  // Shown once: no other answer ever carries a key.
  return ok({ success: true, ...keyRow(key), key: key.key });
}

function removeKey(call: Call): Reply {
  const key = needKey(call);
  call.account.keys.splice(call.account.keys.indexOf(key), 1);
  return ok({ success: true });
}

const SSH = '/api/v0/ssh/';
const KEYS = '/api/v0/auth/apikeys/';
const ON_INSTANCE = '/api/v0/instances/{id}/ssh/';

/** SSH keys of account and instance (vast-api.md 5.6), and API keys (1.3). */
export const keyEndpoints: readonly Endpoint[] = [
  { name: 'ssh-keys', method: 'GET', path: SSH, scope: 'user_read', intervalSeconds: null, handle: listSsh },
  {
    name: 'ssh-key-create',
    method: 'POST',
    path: SSH,
    scope: 'user_write',
    intervalSeconds: 1,
    handle: addSsh,
  },
  {
    name: 'ssh-key-edit',
    method: 'PUT',
    path: `${SSH}{id}/`,
    scope: 'user_write',
    intervalSeconds: 1,
    handle: editSsh,
  },
  {
    name: 'ssh-key-delete',
    method: 'DELETE',
    path: `${SSH}{id}/`,
    scope: 'user_write',
    intervalSeconds: null,
    handle: removeSsh,
  },
  {
    name: 'instance-ssh-keys',
    method: 'GET',
    path: ON_INSTANCE,
    scope: 'instance_read',
    intervalSeconds: null,
    handle: instanceSsh,
  },
  {
    name: 'ssh-attach',
    method: 'POST',
    path: ON_INSTANCE,
    scope: 'instance_write',
    intervalSeconds: null,
    handle: attachSsh,
  },
  {
    name: 'ssh-detach',
    method: 'DELETE',
    path: `${ON_INSTANCE}{key_id}/`,
    scope: 'instance_write',
    intervalSeconds: 2,
    handle: detachSsh,
  },
  {
    name: 'api-keys',
    method: 'GET',
    path: KEYS,
    scope: 'user_read',
    intervalSeconds: 1,
    handle: (call) => ok({ success: true, apikeys: call.account.keys.map(keyRow) }),
  },
  {
    name: 'api-key',
    method: 'GET',
    path: `${KEYS}{id}/`,
    scope: 'user_read',
    intervalSeconds: 1,
    handle: (call) => ok({ success: true, ...keyRow(needKey(call)) }),
  },
  {
    name: 'api-key-create',
    method: 'POST',
    path: KEYS,
    scope: 'user_write',
    intervalSeconds: 2,
    handle: createKey,
  },
  {
    name: 'api-key-delete',
    method: 'DELETE',
    path: `${KEYS}{id}/`,
    scope: 'user_write',
    intervalSeconds: 2,
    handle: removeKey,
  },
];
