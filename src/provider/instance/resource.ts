import { defineResource } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { createInstance } from './create';
import { deleteInstance } from './delete';
import { importInstance } from './import';
import { planInstance } from './plan';
import { readInstance } from './read';
import { instanceSchema } from './schema';
import { updateInstance } from './update';
import { validateInstance } from './validate';

/** `vastai_instance`: one rental. */
export const instanceResource = defineResource<ProviderClient>()({
  schema: instanceSchema,
  validate: validateInstance,
  plan: planInstance,
  create: createInstance,
  read: readInstance,
  update: updateInstance,
  delete: deleteInstance,
  importState: importInstance,
});
