/**
 * Regenerates src/tfplugin/protocol/*.generated.ts from the .proto files beside them, offline:
 * `npx tsx scripts/generate-protocol.ts`, or with `--check` to fail when the committed files are not current.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const FOLDER = resolve(__dirname, '../src/tfplugin/protocol');
const OPTIONS = [
  'env=node',
  'esModuleInterop=true',
  'outputServices=none',
  'forceLong=bigint',
  'oneof=unions-value',
  'enumsAsLiterals=true',
  'outputJsonMethods=false',
  'outputPartialMethods=false',
  'exportCommonSymbols=false',
  'fileSuffix=.generated',
];

const load = createRequire(__filename);
const packageFolder = (name: string): string => dirname(load.resolve(`${name}/package.json`));

/** Runs buf with ts-proto as a local plugin and returns the generated files by name. */
function generate(): Map<string, string> {
  const out = mkdtempSync(join(tmpdir(), 'generate-protocol-'));
  try {
    const template = {
      version: 'v2',
      plugins: [
        {
          local: [process.execPath, join(packageFolder('ts-proto'), 'protoc-gen-ts_proto')],
          out,
          opt: OPTIONS,
        },
      ],
    };
    const buf = join(packageFolder('@bufbuild/buf'), 'bin', 'buf');
    const run = spawnSync(
      process.execPath,
      [buf, 'generate', FOLDER, '--template', JSON.stringify(template)],
      {
        encoding: 'utf8',
        cwd: out,
        env: { PATH: process.env['PATH'] ?? '', HOME: out },
      },
    );
    if (run.status !== 0) throw new Error(`buf generate failed: ${run.stderr}${run.stdout}`);
    return new Map(
      readdirSync(out)
        .filter((name) => name.endsWith('.generated.ts'))
        .map((name) => [name, `// @ts-nocheck\n${readFileSync(join(out, name), 'utf8')}`]),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function main(): void {
  const check = process.argv.includes('--check');
  for (const [name, text] of generate()) {
    const file = join(FOLDER, name);
    if (!check) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      throw new Error(`${file} is not current: run npx tsx scripts/generate-protocol.ts`);
    }
  }
}

main();
