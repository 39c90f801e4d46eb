import type { ClientContext } from '../tfplugin';
import type { Account, ProviderClient } from './account';

/**
 * The account for a refresh; undefined, with a warning, while the provider's configuration is not known yet. Then the
 * stored state is used as it is.
 */
export function accountForRefresh(
  { client, warn }: Pick<ClientContext<ProviderClient>, 'client' | 'warn'>,
  what: string,
): Account | undefined {
  if (client.kind === 'ready') return client.account;
  const detail = `${client.unknown.join(', ')} of the provider is not known yet: the stored state is used as it is.`;
  warn({ summary: `The ${what} was not refreshed`, detail });
  return undefined;
}
