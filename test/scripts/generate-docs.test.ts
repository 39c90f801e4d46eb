import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { hclLiteral } from '../../scripts/provider-docs/words';
import { vastaiProvider } from '../../src/provider/provider';
import type { Attribute, Attributes } from '../../src/tfplugin';
import { run } from '../support/run';
import { createSandbox } from '../support/sandbox';

const CHECKOUT = path.resolve(__dirname, '../..');
const PAGES = path.join(CHECKOUT, 'docs/provider');

test('the committed pages are what the schemas and the examples give', async () => {
  const sandbox = await createSandbox('vast-gpu-docs-');
  try {
    const { code, output } = await run(
      process.execPath,
      ['--import', 'tsx', 'scripts/generate-docs.ts', '--check'],
      {
        cwd: CHECKOUT,
        env: sandbox.env(),
      },
    );
    expect(output).toBe('');
    expect(code).toBe(0);
  } finally {
    await sandbox.close();
  }
});

test('no page leaves a description out', () => {
  for (const file of readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )) {
    const undescribed = readFileSync(path.join(PAGES, file), 'utf8').match(
      /^- `[^`]+` \([^)]*(?:\([^)]*\)[^)]*)?\)$/gm,
    );
    expect({ file, undescribed }).toEqual({ file, undescribed: null });
  }
});

/** Every attribute with a default, by path, at any depth. */
function defaulted(attributes: Attributes, at: string): (readonly [path: string, attribute: Attribute])[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => [
    ...(attribute.presence === 'defaulted' ? [[`${at}.${name}`, attribute] as const] : []),
    ...(attribute.type.kind === 'nested' ? defaulted(attribute.type.attributes, `${at}.${name}`) : []),
  ]);
}

const all = Object.entries({ ...vastaiProvider.resources, ...vastaiProvider.dataSources }).flatMap(
  ([name, { schema }]) => defaulted(schema.body.attributes, name),
);

test.each(all)('%s: a default that the description tells is the real one', (_path, attribute) => {
  const { description = '', default: value } = attribute;
  if (!/\bdefault\b/i.test(description)) return;
  const spelled = typeof value === 'string' ? value : hclLiteral(value);
  expect(description).toMatch(
    new RegExp(`\`${escaped(spelled)}\` \\(default|Default:? \`?${escaped(spelled)}`),
  );
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
