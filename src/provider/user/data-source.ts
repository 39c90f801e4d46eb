import { defineDataSource } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { userSchema } from './schema';

/** The data source `vastai_user`. */
export const userDataSource = defineDataSource<ProviderClient>()({
  schema: userSchema,
  read: async ({ client, signal }) => {
    const { vast } = accountOf(client);
    const { id, email, creditUsd, balanceUsd } = await withApiErrors(() => vast.currentUser(signal));
    return { id: id === null ? null : String(id), email, credit_usd: creditUsd, balance_usd: balanceUsd };
  },
});
