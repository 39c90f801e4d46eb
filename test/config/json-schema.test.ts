import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CONFIG_SCHEMA_PATH, configJsonSchema } from '../../src/config';

const committed = JSON.parse(
  readFileSync(path.resolve(__dirname, '../..', CONFIG_SCHEMA_PATH), 'utf8'),
) as unknown;

test('the committed schema is current; if not, run scripts/generate-config-schema.ts', () => {
  expect(committed).toEqual(JSON.parse(configJsonSchema()));
});

test('it describes and completes', () => {
  expect(configJsonSchema().endsWith('}\n')).toBe(true);
  expect(committed).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'vast-provider-config.yaml',
    additionalProperties: false,
    properties: { latency_check: {}, blacklist: {}, selection: {} },
  });
});
