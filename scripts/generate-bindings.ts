/**
 * Makes constructs/generated from the provider's own schema: `cdktf get` in a temporary folder, with the provider of this
 * checkout in a filesystem mirror. `--check` changes nothing and fails when the committed files are not current.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  PROVIDER_NAME,
  PROVIDER_SOURCE,
  findPackageRoot,
  findProviderBundle,
  installProvider,
  terraformPlatform,
} from '../src/synth';

const HEADER = `// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
`;

/** What the generated code says about a registry that does not have this provider. */
const DOCS = /https:\/\/vast-gpu\.internal\/[^\s}]*/g;

/** Runs `cdktf get` in `folder` and returns the folder with one subfolder for each resource. */
function runGet(folder: string, mirror: string, version: string): string {
  const config = path.join(folder, 'terraform.rc');
  writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  writeFileSync(
    path.join(folder, 'cdktf.json'),
    JSON.stringify({
      language: 'typescript',
      app: 'true',
      projectId: 'bindings',
      sendCrashReports: 'false',
      codeMakerOutput: 'out',
      terraformProviders: [`${PROVIDER_SOURCE}@${version}`],
    }),
  );
  const cdktf = createRequire(__filename).resolve('cdktf-cli/bundle/bin/cdktf');
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:TF_|CDKTF_|VAST_)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [cdktf, 'get'], {
    cwd: folder,
    env: {
      ...Object.fromEntries(inherited),
      HOME: folder,
      CI: 'true',
      CHECKPOINT_DISABLE: '1',
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      TF_CLI_CONFIG_FILE: config,
    },
    encoding: 'utf8',
  });
  const generated = path.join(folder, 'out', 'providers', PROVIDER_NAME);
  if (status !== 0 || !existsSync(generated)) {
    throw new Error(`cdktf get failed (exit code ${String(status)}):\n${stdout}${stderr}`);
  }
  return generated;
}

/** The files to commit, by name: one for the provider, each resource and each data source. */
async function generate(): Promise<ReadonlyMap<string, string>> {
  const root = findPackageRoot();
  const bundle = await findProviderBundle(root, () => new Date());
  const folder = mkdtempSync(path.join(tmpdir(), 'vast-gpu-bindings-'));
  try {
    const mirror = path.join(folder, 'mirror');
    const platform = terraformPlatform({ os: process.platform, arch: process.arch });
    installProvider(mirror, { bundle, version: root.version, platform });
    const generated = runGet(folder, mirror, root.version);
    return new Map(
      readdirSync(generated, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name }) => {
          const text = readFileSync(path.join(generated, name, 'index.ts'), 'utf8');
          return [`${name}.ts`, HEADER + text.replace(DOCS, 'docs/provider')];
        }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const target = path.join(__dirname, '../constructs/generated');
  const files = await generate();
  const committed = existsSync(target) ? readdirSync(target) : [];
  const stale = [
    ...committed.filter((name) => !files.has(name)),
    ...[...files]
      .filter(
        ([name, text]) => !committed.includes(name) || readFileSync(path.join(target, name), 'utf8') !== text,
      )
      .map(([name]) => name),
  ];
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    console.error(
      `constructs/generated is not current (${stale.join(', ')}): run 'node --import tsx scripts/generate-bindings.ts'`,
    );
    process.exitCode = 1;
    return;
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(target, name), text);
  console.log(stale.length === 0 ? 'constructs/generated was current' : `updated ${stale.join(', ')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
