import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from '../support/run';
import { neutralEnvironment } from '../support/sandbox';

const CHECKOUT = path.resolve(__dirname, '../..');

/** Runs the project's own rules over a little tree of sources. */
async function cruise(
  files: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'rooms-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
      await writeFile(path.join(dir, name), text);
    }
    await writeFile(
      path.join(dir, 'tsconfig.json'),
      '{"compilerOptions":{"module":"node16"},"include":["**/*.ts"]}',
    );
    await symlink(path.join(CHECKOUT, 'node_modules'), path.join(dir, 'node_modules'));
    const bin = path.join(CHECKOUT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const roots = [...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? name))];
    return await run(
      process.execPath,
      [bin, '--config', path.join(CHECKOUT, '.dependency-cruiser.cjs'), ...roots],
      {
        cwd: dir,
        env: neutralEnvironment(),
      },
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const INDEX = 'export const value = 1;\n';
const use = (specifier: string): string =>
  `import { value } from '${specifier}';\nexport const copy = value;\n`;

const VIOLATIONS: readonly (readonly [what: string, file: string, text: string, rule: string])[] = [
  [
    'selection imports a file system',
    'src/selection/a.ts',
    "import fs from 'node:fs';\nexport default fs;\n",
    'room-selection',
  ],
  ['the simulator imports our client', 'src/simulator/a.ts', use('../vast'), 'room-simulator'],
  ['the protocol imports the client', 'src/tfplugin/a.ts', use('../vast'), 'room-tfplugin'],
  ['the client imports the provider', 'src/vast/a.ts', use('../provider'), 'room-vast'],
  ['a source imports constructs', 'src/cli/a.ts', use('../../constructs'), 'src-below-constructs'],
  ['a construct imports the client', 'constructs/a.ts', use('../src/vast'), 'room-constructs'],
  ['a room reaches behind a door', 'src/market/a.ts', use('../selection/hidden'), 'through-the-door'],
  [
    'the lookup imports cdktf',
    'src/market/b.ts',
    "import { App } from 'cdktf';\nexport default App;\n",
    'room-market',
  ],
];

describe('the rules of the rooms', () => {
  test('accept imports that the table allows, also of the package that is called like a folder of ours', async () => {
    const result = await cruise({
      'src/selection/index.ts': INDEX,
      'src/market/search.ts': use('../selection'),
      'src/synth/book.ts': "import { Construct } from 'constructs';\nexport default Construct;\n",
      'constructs/index.ts': INDEX,
    });
    expect(result.output).toContain('no dependency violations found');
    expect(result.code).toBe(0);
  });

  describe('refuse it when', () => {
    let result: { code: number | null; output: string };
    beforeAll(async () => {
      result = await cruise({
        'src/vast/index.ts': INDEX,
        'src/provider/index.ts': INDEX,
        'src/selection/index.ts': INDEX,
        'src/selection/hidden.ts': INDEX,
        'constructs/index.ts': INDEX,
        ...Object.fromEntries(VIOLATIONS.map(([, file, text]) => [file, text])),
      });
    });

    test.each(VIOLATIONS)('%s', (_what, file, _text, rule) => {
      expect(result.output).toContain(`error ${rule}: ${file}`);
      expect(result.code).not.toBe(0);
    });
  });
});
