import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { BUNDLE_FILES, buildProviderBundle, findPackageRoot, findProviderBundle } from '../../src/synth';
import type { PackageRoot } from '../../src/synth';
import { type PluginBuild, transform } from 'esbuild';

const NOW = new Date('2026-11-23T09:00:00Z');
const now = (): Date => NOW;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  write('package.json', '{"name": "cdktf-vast-gpu", "version": "1.2.3"}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

/** A checkout whose provider prints a word when it is asked to, and has it as its schema. */
function checkout(word = 'hello'): PackageRoot {
  write(
    'src/provider/main.ts',
    "import { word } from '../market';\nexport const say = () => console.log(word satisfies string);\nexport const schema = () => word;\n",
  );
  write('src/market/index.ts', `export const word: string = '${word}';\n`);
  write(
    'src/tfplugin/start/main.ts',
    "declare const ADDRESS: string;\nif (ADDRESS.endsWith('/vastai')) eval('require')('./provider.cjs').say();\n",
  );
  return findPackageRoot(folder);
}

const built = (): string[] => readdirSync(path.join(folder, '.provider'));

describe('the package', () => {
  test('is found from any folder inside it', () => {
    mkdirSync(path.join(folder, 'dist/src/synth'), { recursive: true });
    expect(findPackageRoot(path.join(folder, 'dist/src/synth'))).toEqual({
      folder,
      version: '1.2.3',
      isCheckout: false,
    });
  });

  test('is not its compiled half, which may hold a copy of package.json', () => {
    write('dist/package.json', '{"name": "cdktf-vast-gpu", "version": "1.2.3"}');
    expect(findPackageRoot(path.join(folder, 'dist'))).toMatchObject({ folder });
  });

  test('is this one when nothing is said', () => {
    expect(findPackageRoot()).toMatchObject({ folder: path.resolve(__dirname, '../..'), isCheckout: true });
  });

  test('is not taken for a package that contains it', () => {
    write('node_modules/x/package.json', '{"name": "x", "version": "9.9.9"}');
    expect(findPackageRoot(path.join(folder, 'node_modules/x'))).toMatchObject({ version: '1.2.3' });
  });

  test('is missed with an error', () => {
    rmSync(path.join(folder, 'package.json'));
    expect(() => findPackageRoot(folder)).toThrow(/no package\.json of cdktf-vast-gpu above/);
  });
});

describe('a published package', () => {
  test('ships its provider', async () => {
    write('dist/provider/main.cjs', '');
    await expect(findProviderBundle(findPackageRoot(folder), now)).resolves.toBe(
      path.join(folder, 'dist/provider/main.cjs'),
    );
  });

  test('without one says so', async () => {
    await expect(findProviderBundle(findPackageRoot(folder), now)).rejects.toThrow(
      /the provider is missing from .* \(dist\/provider\/main\.cjs\); install the package anew/,
    );
  });
});

describe('a checkout', () => {
  test('builds its provider into files that run anywhere', async () => {
    const bundle = await findProviderBundle(checkout(), now);
    expect(path.relative(folder, bundle)).toMatch(/^\.provider\/[0-9a-f]{16}\/main\.cjs$/);
    const elsewhere = path.join(folder, 'elsewhere');
    cpSync(path.dirname(bundle), elsewhere, { recursive: true });
    expect(readdirSync(elsewhere).sort()).toEqual([...BUNDLE_FILES].sort());
    const main = path.join(elsewhere, 'main.cjs');
    expect(spawnSync(process.execPath, [main], { encoding: 'utf8' }).stdout).toBe('hello\n');
    expect(readFileSync(path.join(elsewhere, 'schema.bin'), 'utf8')).toBe('hello');
    expect(built()).toHaveLength(1);
  });

  test('is built with changes for a test: files in front of the provider, plugins for all', async () => {
    checkout();
    write('before.ts', "console.log('before');\nexport {};\n");
    const out = path.join(folder, 'changed');
    const seen: string[] = [];
    const plugin = {
      name: 'seen',
      setup: (build: unknown) =>
        (build as PluginBuild).onLoad({ filter: /main\.ts$/ }, (file) => {
          seen.push(path.relative(folder, file.path));
          return undefined;
        }),
    };
    await buildProviderBundle(folder, out, { inject: [path.join(folder, 'before.ts')], plugins: [plugin] });
    expect(seen.sort()).toEqual(['src/provider/main.ts', 'src/tfplugin/start/main.ts']);
    expect(spawnSync(process.execPath, [path.join(out, 'main.cjs')], { encoding: 'utf8' }).stdout).toBe(
      'before\nhello\n',
    );
    for (const name of ['main.cjs', 'server.cjs'])
      expect(readFileSync(path.join(out, name), 'utf8')).not.toContain('before');
  });

  test.each(['18.20.0', '20.18.3', '16.0.0'])('explains Node %s in one line', async (version) => {
    const bundle = await findProviderBundle(checkout(), now);
    write('fake.cjs', `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--require', path.join(folder, 'fake.cjs'), bundle],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe(
      `terraform-provider-vastai: Node 20.19 or newer is needed, the "node" on PATH is v${version}\n`,
    );
    expect(status).toBe(1);
  });

  test('its explanation is the first line, in the syntax of 2009', async () => {
    const [first = ''] = readFileSync(await findProviderBundle(checkout(), now), 'utf8').split('\n');
    expect(first).toContain('process.versions.node');
    // It knows how to refuse what ES5 has not.
    await expect(transform('const a = 1;', { target: 'es5' })).rejects.toThrow();
    await transform(first, { target: 'es5' });
  });

  test('does not build again while nothing changed', async () => {
    const bundle = await findProviderBundle(checkout(), now);
    writeFileSync(bundle, 'not built again');
    await expect(findProviderBundle(checkout(), now)).resolves.toBe(bundle);
    expect(readFileSync(bundle, 'utf8')).toBe('not built again');
  });

  test.each([
    ['a source', 'src/market/index.ts', "export const word = 'changed';\n"],
    ['the dependencies', 'package-lock.json', '{}'],
  ])('builds again when %s changed', async (_what, name, text) => {
    const before = await findProviderBundle(checkout(), now);
    write(name, text);
    const after = await findProviderBundle(findPackageRoot(folder), now);
    expect(after).not.toBe(before);
    expect(built()).toHaveLength(2);
  });

  test('does not build again for a source that is not in the bundle', async () => {
    const before = await findProviderBundle(checkout(), now);
    write('src/cli/main.ts', 'export {};');
    await expect(findProviderBundle(findPackageRoot(folder), now)).resolves.toBe(before);
  });

  test('removes bundles that nobody asked for in a day', async () => {
    const old = path.dirname(await findProviderBundle(checkout(), now));
    const recent = path.dirname(await findProviderBundle(checkout('recent'), now));
    utimesSync(old, NOW, new Date(NOW.getTime() - 25 * 3_600_000));
    utimesSync(recent, NOW, new Date(NOW.getTime() - 23 * 3_600_000));
    const latest = path.dirname(await findProviderBundle(checkout('latest'), now));
    expect(built().sort()).toEqual([recent, latest].map((name) => path.basename(name)).sort());
  });

  test('builds for several at once and leaves one', async () => {
    const root = checkout();
    const bundles = await Promise.all([1, 2, 3].map(() => findProviderBundle(root, now)));
    expect(new Set(bundles).size).toBe(1);
    expect(built()).toHaveLength(1);
  });

  test('with an error in its sources names the place, and leaves nothing behind', async () => {
    checkout();
    write('src/market/index.ts', 'export const word = ;');
    await expect(findProviderBundle(findPackageRoot(folder), now)).rejects.toThrow(
      /the provider in .* cannot be built: [^]*src\/market\/index\.ts:1:20/,
    );
    expect(built()).toEqual([]);
  });
});
