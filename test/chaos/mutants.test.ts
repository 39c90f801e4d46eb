import { readFileSync } from 'node:fs';
import path from 'node:path';

import { findPackageRoot } from '../../src/synth';
import { MUTANTS } from './mutants';
import { TIME_SEAMS } from './provider-seams';
import { type Rewrite, rewriteText } from './rewrite';

const { folder } = findPackageRoot();
const read = (rewrite: Rewrite): string => readFileSync(path.join(folder, rewrite.file), 'utf8');

test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  '"%s" fits the source it changes',
  (_name, mutant) => {
    const text = read(mutant);
    expect(rewriteText(text, mutant)).not.toBe(text);
    expect(mutant.schedules.length).toBeGreaterThan(0);
  },
);

test.each(TIME_SEAMS.map((seam) => [seam.find, seam] as const))(
  'the seam %j fits the source',
  (_find, seam) => {
    expect(() => rewriteText(read(seam), seam)).not.toThrow();
  },
);

test('there are at least fifteen, with names of their own', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(15);
});

test('docs/chaos.md tells what each of them does', () => {
  const docs = readFileSync(path.join(folder, 'docs/chaos.md'), 'utf8');
  for (const { name, breaks } of MUTANTS) expect(docs).toMatch(new RegExp(`\\| ${name} +\\| ${breaks} +\\|`));
});
