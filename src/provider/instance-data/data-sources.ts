import { defineDataSource, DiagnosticError } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { labelText } from '../label';
import { lookUpInstance } from '../look-up';
import { numericId } from '../numeric-id';
import { reported } from './attributes';
import { instanceDataSchema, instancesDataSchema } from './schema';

/** The data source `vastai_instance`. */
export const instanceDataSource = defineDataSource<ProviderClient>()({
  schema: instanceDataSchema,
  read: async ({ config, client, signal }) => {
    const account = accountOf(client);
    const id = numericId(config.id, 'an instance');
    const instance = await withApiErrors(() => lookUpInstance(account, id, { signal }));
    if (instance !== null) return { id: config.id, ...reported(instance) };
    throw new DiagnosticError({
      summary: 'No such instance',
      detail: `The account of this API key has no instance ${id}. Check the number, and that the key belongs to the right account.`,
      path: ['id'],
    });
  },
});

/** The data source `vastai_instances`. */
export const instancesDataSource = defineDataSource<ProviderClient>()({
  schema: instancesDataSchema,
  read: async ({ config, client, signal }) => {
    const { snapshot } = accountOf(client);
    const list = await withApiErrors(() => snapshot.get({ signal }));
    const instances = [...list.values()]
      .filter(({ label }) => config.label === null || labelText(label) === config.label)
      .sort((a, b) => a.id - b.id)
      .map((instance) => ({ id: String(instance.id), ...reported(instance) }));
    return { label: config.label, instances };
  },
});
