import {
  type CreateContext,
  type DeleteContext,
  DiagnosticError,
  type ImportContext,
  type PartialStateOf,
  type ReadContext,
  type UpdateContext,
} from '../../tfplugin';
import { type SshKey, VastError } from '../../vast';
import { accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { createOnce } from '../create-once';
import { numericId } from '../numeric-id';
import { accountForRefresh } from '../refresh';
import type { SshKeyBody, SshKeyState } from './schema';

/** Adds the key, unless the account holds it already: an earlier create may have been killed, or lost its answer. */
export async function createSshKey(context: CreateContext<ProviderClient, SshKeyBody>): Promise<SshKeyState> {
  const { plan, client, signal, warn } = context;
  const { vast, clock } = accountOf(client);
  const text = plan.public_key.trim();
  const find = async (): Promise<SshKey | undefined> =>
    (await vast.listSshKeys(signal)).find(({ publicKey }) => publicKey === text);
  return inWords(async () => {
    const present = await find();
    if (present !== undefined) {
      warn({
        summary: 'The account already held this SSH key',
        detail: `It is key ${present.id}, which this resource manages from now on: destroying the resource removes it.`,
        path: ['public_key'],
      });
    }
    const create = () => vast.createSshKey(text, signal);
    return stateOf(plan.public_key, present ?? (await createOnce({ clock, signal }, create, find)));
  });
}

/** Null only for a key that a list of the account's keys does not show; an error of the API never means gone. */
export async function readSshKey(
  context: ReadContext<ProviderClient, SshKeyBody>,
): Promise<SshKeyState | null> {
  const { state, signal } = context;
  const account = accountForRefresh(context, 'SSH key');
  if (account === undefined) return state;
  const keys = await withApiErrors(() => account.vast.listSshKeys(signal));
  const key = keys.find(({ id }) => String(id) === state.id);
  if (key === undefined) return null;
  const stored = state.public_key;
  // The stored form stays as long as it means the same, and where the platform does not say.
  const same = stored !== null && (stored.trim() === key.publicKey || key.publicKey === '');
  return stateOf(same ? stored : key.publicKey, key);
}

export async function updateSshKey(context: UpdateContext<ProviderClient, SshKeyBody>): Promise<SshKeyState> {
  const { plan, prior, client, signal } = context;
  const { vast } = accountOf(client);
  await inWords(() => vast.updateSshKey(Number(prior.id), plan.public_key.trim(), signal), prior.id);
  return { ...prior, public_key: plan.public_key };
}

export async function deleteSshKey(context: DeleteContext<ProviderClient, SshKeyBody>): Promise<void> {
  const { state, client, signal } = context;
  await withApiErrors(() => accountOf(client).vast.deleteSshKey(Number(state.id), signal));
}

/** From the number to what `read` needs, which finds the rest. */
export async function importSshKey(
  context: ImportContext<ProviderClient>,
): Promise<PartialStateOf<SshKeyBody>> {
  const id = numericId(context.id, 'an SSH key');
  const keys = await withApiErrors(() => accountOf(context.client).vast.listSshKeys(context.signal));
  if (keys.some((key) => key.id === id)) return { id: String(id) };
  throw new DiagnosticError({
    summary: 'No such SSH key',
    detail: `The account of this API key has no SSH key ${id}. Check the number, and that the API key belongs to the right account.`,
  });
}

function stateOf(text: string, { id, createdAtSeconds }: SshKey): SshKeyState {
  return {
    public_key: text,
    id: String(id),
    created_at: createdAtSeconds === null ? null : new Date(createdAtSeconds * 1000).toISOString(),
  };
}

async function inWords<T>(handler: () => Promise<T>, id?: string): Promise<T> {
  return withApiErrors(async () => {
    try {
      return await handler();
    } catch (error) {
      const code = error instanceof VastError ? error.code : undefined;
      if (code === 'team_ssh_keys_not_supported') {
        throw new DiagnosticError({
          summary: 'An account of a team cannot hold SSH keys',
          detail:
            'Use the API key of a personal account, or give the key to each instance by its ssh_public_keys.',
        });
      }
      if (code === 'no_ssh_key' && id !== undefined) {
        throw new DiagnosticError({
          summary: 'The SSH key no longer exists',
          detail: `The platform does not know key ${id}. Plan again: it will be created anew.`,
        });
      }
      throw error;
    }
  });
}
