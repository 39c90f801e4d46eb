import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';

const MAX_SECRETS = 100;
const MAX_LENGTH = 4_096;

function readKey(call: Call): string {
  const { key } = call.body;
  if (key === undefined || key === null) throw ApiError.of(400, 'missing_input', 'key is required');
  if (typeof key !== 'string' || key === '') throw ApiError.of(400, 'empty_input', 'key is empty');
  if (key.length > 256) throw ApiError.of(400, 'input_too_long', 'key is longer than 256 characters');
  if (!/^[a-zA-Z_]\w*$/.test(key))
    throw ApiError.of(400, 'invalid_characters', 'key has characters that are not allowed');
  return key.toUpperCase();
}

function readValue(call: Call): string {
  const { value } = call.body;
  if (value === undefined || value === null) throw ApiError.of(400, 'missing_input', 'value is required');
  if (typeof value !== 'string' || value === '') throw ApiError.of(400, 'empty_input', 'value is empty');
  if (value.length > MAX_LENGTH)
    throw ApiError.of(400, 'input_too_long', `value is longer than ${MAX_LENGTH} characters`);
  if (!/^[a-zA-Z0-9_\-.]+$/.test(value)) {
    throw ApiError.of(400, 'invalid_characters', 'value has characters that are not allowed');
  }
  return value;
}

function list(call: Call): Reply {
  return ok({
    success: true,
    secrets: Object.fromEntries([...call.account.secrets.keys()].map((key) => [key, '********'])),
  });
}

function create(call: Call): Reply {
  const key = readKey(call);
  const { secrets } = call.account;
  if (secrets.has(key)) throw ApiError.of(400, 'existing_key', `${key} exists already`);
  if (secrets.size >= MAX_SECRETS) throw ApiError.of(400, 'max_secrets', `at most ${MAX_SECRETS} secrets`);
  secrets.set(key, readValue(call));
  return ok({ success: true, msg: `${key} created` });
}

function needSecret(call: Call): string {
  const key = readKey(call);
  if (!call.account.secrets.has(key)) throw ApiError.of(400, 'nonexistent_key', `${key} does not exist`);
  return key;
}

function update(call: Call): Reply {
  const key = needSecret(call);
  call.account.secrets.set(key, readValue(call));
  return ok({ success: true, msg: `${key} updated` });
}

function remove(call: Call): Reply {
  const key = needSecret(call);
  call.account.secrets.delete(key);
  return ok({ success: true, msg: `${key} deleted` });
}

const PATH = '/api/v0/secrets/';

/** Account environment variables (vast-api.md 5.7): written, listed without their values, never read back. */
export const secretEndpoints: readonly Endpoint[] = [
  { name: 'secrets', method: 'GET', path: PATH, scope: 'user_read', intervalSeconds: 5, handle: list },
  {
    name: 'secret-create',
    method: 'POST',
    path: PATH,
    scope: 'user_write',
    intervalSeconds: 3,
    handle: create,
  },
  {
    name: 'secret-update',
    method: 'PUT',
    path: PATH,
    scope: 'user_write',
    intervalSeconds: 3,
    handle: update,
  },
  {
    name: 'secret-delete',
    method: 'DELETE',
    path: PATH,
    scope: 'user_write',
    intervalSeconds: 3,
    handle: remove,
  },
];
