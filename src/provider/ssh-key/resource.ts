import { defineResource } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { createSshKey, deleteSshKey, importSshKey, readSshKey, updateSshKey } from './handlers';
import { sshKeySchema } from './schema';

/** `vastai_ssh_key`: a public SSH key of the account. */
export const sshKeyResource = defineResource<ProviderClient>()({
  schema: sshKeySchema,
  create: createSshKey,
  read: readSshKey,
  update: updateSshKey,
  delete: deleteSshKey,
  importState: importSshKey,
});
