import { defineResource } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { createTemplate, deleteTemplate, importTemplate, readTemplate, updateTemplate } from './handlers';
import { templateSchema } from './schema';
import { validateTemplate } from './validate';

/** `vastai_template`: a template of the account. */
export const templateResource = defineResource<ProviderClient>()({
  schema: templateSchema,
  validate: validateTemplate,
  create: createTemplate,
  read: readTemplate,
  update: updateTemplate,
  delete: deleteTemplate,
  importState: importTemplate,
});
