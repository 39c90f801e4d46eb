/** Writes the JSON Schema of vast-provider-config.yaml; run it after a change of the zod schema. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { CONFIG_SCHEMA_PATH, configJsonSchema } from '../src/config';

const target = path.resolve(__dirname, '..', CONFIG_SCHEMA_PATH);
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, configJsonSchema());
