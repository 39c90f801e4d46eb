import { z } from 'zod';

import { providerConfigSchema } from './provider-config-schema';

/** Where the schema lies in the checkout and in the published package. */
export const CONFIG_SCHEMA_PATH = 'schema/vast-provider-config.schema.json';

/** The JSON Schema of vast-provider-config.yaml as committed: what editors complete the file from. */
export function configJsonSchema(): string {
  // Draft 7 is what the common YAML language server reads.
  const schema = z.toJSONSchema(providerConfigSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
