import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultKnobs } from '../../src/simulator';
import { ACTIONS } from '../../src/simulator/vast/control/actions';
import { FAULT_KINDS } from '../../src/simulator/vast/http/faults';

const ROOT = join(__dirname, '..', '..');
const TEXT = readFileSync(join(ROOT, 'docs', 'simulator.md'), 'utf8');

/** Text of one section, by its heading. */
function section(heading: string): string {
  const from = TEXT.indexOf(`\n## ${heading}\n`);
  if (from < 0) throw new Error(`no section '${heading}'`);
  const end = TEXT.indexOf('\n## ', from + 4);
  return TEXT.slice(from, end < 0 ? undefined : end);
}

/** First cells of a section's table rows, split into their code words. */
function names(heading: string): string[] {
  const rows = section(heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  );
}

describe('docs/simulator.md', () => {
  test('has every row of the list of behaviour, with a test that exists and covers it', () => {
    const rows = section('Behaviour, row by row')
      .split('\n')
      .flatMap((line) => {
        const match = /^\|\s*(\d+)\s*\|(.*)\|(.*)\|$/.exec(line);
        return match
          ? [
              {
                row: Number(match[1]),
                files: [...(match[3] ?? '').matchAll(/`([^`]+)`/g)].map((file) => file[1] ?? ''),
              },
            ]
          : [];
      });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    for (const { row, files } of rows) {
      expect(files.length).toBeGreaterThan(0);
      const texts = files.map((file) => readFileSync(join(ROOT, 'test', 'simulator', 'vast', file), 'utf8'));
      if (!texts.some((text) => text.includes(`describe('row ${row}: `)))
        throw new Error(`no test says 'row ${row}'`);
    }
  });

  test('names every knob, fault and action', () => {
    expect(names('Knobs').sort()).toEqual(Object.keys(defaultKnobs(false)).sort());
    expect(names('Faults').sort()).toEqual([...FAULT_KINDS].sort());
    const actions = names('The control interface').filter(
      (name) => !name.startsWith('GET') && !name.startsWith('POST'),
    );
    expect(actions.sort()).toEqual([...ACTIONS.keys()].sort());
  });

  test('names no file that is not there', () => {
    const files = [...TEXT.matchAll(/`((?:contract|world|query|control)\/[\w.-]+\.ts|fuzz\.test\.ts)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !existsSync(join(ROOT, 'test', 'simulator', 'vast', file)))).toEqual([]);
    for (const file of ['test/interop/vastai-cli.interop.ts', 'test/simulator/bench/reads.ts']) {
      expect(existsSync(join(ROOT, file))).toBe(true);
    }
  });
});
