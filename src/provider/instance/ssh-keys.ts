import type { Account } from '../account';
import type { InstancePlanned, InstanceState } from './schema';

type Keys = Pick<InstanceState | InstancePlanned, 'ssh_public_keys'>;

/**
 * Lets in the keys of `to` and takes out those of `from` that are not among them. Keys that came from the account, or from
 * somebody else, stay. Throws what the client throws; repeating it does no harm.
 */
export async function changeSshKeys(
  account: Pick<Account, 'vast'>,
  id: number,
  change: { readonly from: Keys; readonly to: Keys },
  signal: AbortSignal,
): Promise<void> {
  const wanted = keysOf(change.to);
  const there = await account.vast.listInstanceSshKeys(id, signal);
  const present = new Set(there.map(({ publicKey }) => publicKey.trim()));
  for (const key of wanted) {
    if (!present.has(key)) await account.vast.attachSshKey(id, key, signal);
  }
  const unwanted = new Set([...keysOf(change.from)].filter((key) => !wanted.has(key)));
  for (const key of there) {
    if (unwanted.has(key.publicKey.trim())) await account.vast.detachSshKey(id, key.id, signal);
  }
}

function keysOf({ ssh_public_keys: keys }: Keys): ReadonlySet<string> {
  return new Set(Array.isArray(keys) ? keys.map((key: string) => key.trim()) : []);
}
