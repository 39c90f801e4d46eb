import type { VastClient } from './api';
import { type Caller, IDEMPOTENT_WRITE, parseRows, READ, senseless, SINGLE_WRITE } from './caller';
import { AuthError, NotFoundError, VastError } from './errors';
import { isRecord } from './lenient';
import { LIMITS } from './limits';
import { parseSshKey, type SshKey } from './ssh-key';
import type { VastRequest } from './transport';

type SshKeyCalls = Pick<
  VastClient,
  | 'listInstanceSshKeys'
  | 'attachSshKey'
  | 'detachSshKey'
  | 'listSshKeys'
  | 'createSshKey'
  | 'updateSshKey'
  | 'deleteSshKey'
>;

/** The calls about SSH keys of instances and of the account (vast-api.md 5.6). */
export function sshKeyCalls(call: Caller): SshKeyCalls {
  return {
    listInstanceSshKeys(id, signal) {
      const request = { method: 'GET', path: `/api/v0/instances/${id}/ssh/` } as const;
      return call(request, { ...READ, limit: LIMITS.instanceSshKeys, signal }, (body) =>
        readKeys(request, unpacked(body['ssh_keys'])),
      );
    },

    async attachSshKey(id, publicKey, signal) {
      const body = { ssh_key: publicKey };
      const request = { method: 'POST', path: `/api/v0/instances/${id}/ssh/`, body } as const;
      await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.attachSshKey, signal }, () => undefined);
    },

    async detachSshKey(id, keyId, signal) {
      const path = `/api/v0/instances/${id}/ssh/${keyId}/`;
      const request = { method: 'DELETE', path, body: {} } as const;
      await unlessGone(
        call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.detachSshKey, signal }, () => undefined),
      );
    },

    async listSshKeys(signal) {
      const request = { method: 'GET', path: '/api/v0/ssh/' } as const;
      const options = {
        ...READ,
        kind: { write: false, arrayAs: 'ssh_keys' },
        limit: LIMITS.sshKeys,
        signal,
      };
      try {
        return await call(request, options, (body) => readKeys(request, body['ssh_keys']));
      } catch (error) {
        if (saysThatThereAreNone(error)) return [];
        throw error;
      }
    },

    createSshKey(publicKey, signal) {
      const request = { method: 'POST', path: '/api/v0/ssh/', body: { ssh_key: publicKey } } as const;
      return call(request, { ...SINGLE_WRITE, limit: LIMITS.createSshKey, signal }, (body) => {
        const key = parseSshKey(isRecord(body['key']) ? body['key'] : body);
        if (key === undefined || key === 'deleted') throw senseless(request, 'success without a key', true);
        return key.publicKey === '' ? { ...key, publicKey: publicKey.trim() } : key;
      });
    },

    async updateSshKey(keyId, publicKey, signal) {
      const body = { id: keyId, ssh_key: publicKey };
      const request = { method: 'PUT', path: `/api/v0/ssh/${keyId}/`, body } as const;
      await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.updateSshKey, signal }, () => undefined);
    },

    async deleteSshKey(keyId, signal) {
      const request = { method: 'DELETE', path: `/api/v0/ssh/${keyId}/`, body: {} } as const;
      await unlessGone(
        call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.deleteSshKey, signal }, () => undefined),
      );
    },
  };
}

function readKeys(request: VastRequest, rows: unknown): readonly SshKey[] {
  return parseRows(request, rows, 'SSH key', parseSshKey).filter((key) => key !== 'deleted');
}

/** The list of an instance is documented as a JSON text, and may be the list itself. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** A key that is not there needs no removing; a missing instance is another matter. */
async function unlessGone(removal: Promise<void>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (error instanceof VastError && /^no_(such_)?ssh_key$/.test(error.code ?? '')) return;
    throw error;
  }
}

/** A list without keys is answered with 404 and a text. A bare 404 says nothing: it may be a wrong address. */
function saysThatThereAreNone(error: unknown): boolean {
  if (error instanceof NotFoundError) return true;
  if (!(error instanceof VastError) || error instanceof AuthError || error.status !== 404) return false;
  return error.code === 'no_ssh_key' || /\bno ssh keys?\b/i.test(error.message);
}
