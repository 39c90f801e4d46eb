import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { creditOf } from '../world/money';

function currentUser(call: Call): Reply {
  const { account, world } = call;
  return ok({
    id: account.id,
    email: account.email,
    username: account.name,
    fullname: account.name,
    balance: Math.min(0, creditOf(account, world.time)),
    credit: creditOf(account, world.time),
    has_billing: true,
    ssh_key: null,
    sid: null,
    key_id: call.key?.id ?? null,
    created_at: account.createdAt / 1000,
  });
}

/** The caller's own account. */
export const accountEndpoints: readonly Endpoint[] = [
  {
    name: 'current-user',
    method: 'GET',
    path: '/api/v0/users/current/',
    scope: 'user_read',
    intervalSeconds: null,
    handle: currentUser,
  },
];
