/** Nobody adds an argument, a resource, a data source or a function without showing it in this suite. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { dataSourceCases, functionCases, providerCase, resourceCases } from './cases';
import { vastaiProvider } from '../../src/provider/provider';
import {
  argumentsOf,
  dataSources,
  functions,
  isChecked,
  isCreationOnly,
  resources,
} from './support/arguments';
import type { Change, Invalid } from './support/case';

const PAGES = path.resolve(__dirname, '../../docs/provider');

const settable = (changes: readonly Pick<Change | Invalid, 'set'>[]): readonly string[] => [
  ...new Set(changes.flatMap(({ set }) => Object.keys(set))),
];
const places = (invalid: readonly Invalid[]): readonly string[] => [...new Set(invalid.map(({ at }) => at))];
const page = (kind: string, name: string): string =>
  readFileSync(path.join(PAGES, kind, `${name.replace(/^vastai_/, '')}.md`), 'utf8');

/** The cases of a type together. */
const cases = Object.keys(resources).map(
  (type) => [type, resourceCases.filter((subject) => subject.type === type)] as const,
);

test('every resource, data source and function has a case', () => {
  expect([...new Set(resourceCases.map(({ type }) => type))].sort()).toEqual(Object.keys(resources).sort());
  expect(dataSourceCases.map(({ type }) => type).sort()).toEqual(Object.keys(dataSources).sort());
  expect(functionCases.map(({ name }) => name).sort()).toEqual(Object.keys(functions).sort());
});

test('every case is run', () => {
  const run = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(path.join(__dirname, name), 'utf8').matchAll(/describeResource\((\w+)\)/g),
    ]);
  expect(new Set(run.map(([, name]) => name)).size).toBe(resourceCases.length);
});

describe.each(cases)('%s', (type, subjects) => {
  const resource = resources[type];
  if (resource === undefined) throw new Error(`no resource ${type}`);
  const all = argumentsOf(resource.schema);
  const names = all.map(([name]) => name);
  const inPlace = settable(subjects.flatMap((subject) => subject.inPlace));
  const replacing = subjects.flatMap((subject) => subject.replacing);
  const unchanging = settable(subjects.flatMap((subject) => subject.unchanging));

  test('every argument is changed in place, by a replacement, or without effect', () => {
    const shown = [...inPlace, ...settable(replacing), ...unchanging];
    expect(names.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test('what serves creation only is shown to have no effect; nothing else is, unless it has one too', () => {
    const creationOnly = all.filter(([, attribute]) => isCreationOnly(attribute)).map(([name]) => name);
    expect(creationOnly.filter((name) => !unchanging.includes(name))).toEqual([]);
    const hidden = all.filter(([, { writeOnly }]) => writeOnly).map(([name]) => name);
    const free = [...creationOnly, ...hidden, ...inPlace];
    expect(unchanging.filter((name) => !free.includes(name))).toEqual([]);
  });

  test('every argument that is checked is refused once, at its place', () => {
    const checked = all.filter(([, attribute]) => isChecked(attribute)).map(([name]) => name);
    const refused = places(subjects.flatMap((subject) => subject.invalid));
    expect(checked.filter((name) => !refused.includes(name))).toEqual([]);
  });

  test('the page says of the arguments that replace, and of no other, that they do', () => {
    const lines = page('resources', type).split('## Attributes')[0]?.split('\n### ')[0]?.split('\n') ?? [];
    const documented = names.filter((name) =>
      /\breplaces\b/.test(lines.find((line) => line.startsWith(`- \`${name}\``)) ?? ''),
    );
    const causes = [...new Set(replacing.map(({ set }) => Object.keys(set)[0] ?? ''))];
    expect(documented.sort()).toEqual(causes.sort());
  });

  test('an import is shown where there is one, and its page names what it cannot know', () => {
    for (const subject of subjects)
      expect(subject.import === undefined).toBe(resource.importState === undefined);
    const [, section = ''] = page('resources', type).split('\n## Import\n');
    const unknowable = subjects.flatMap((subject) => subject.import?.unknowable ?? []);
    expect(unknowable.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  });
});

describe.each(dataSourceCases.map((subject) => [subject.type, subject] as const))('%s', (type, subject) => {
  const all = dataSources[type] === undefined ? [] : argumentsOf(dataSources[type].schema);

  test('every argument is used in a question', () => {
    const asked = subject.readings.flatMap((reading) => Object.keys(reading.arguments));
    expect(all.map(([name]) => name).filter((name) => !asked.includes(name))).toEqual([]);
  });

  test('every argument that is checked is refused once, at its place', () => {
    const checked = all.filter(([, attribute]) => isChecked(attribute)).map(([name]) => name);
    expect(checked.filter((name) => !places(subject.invalid).includes(name))).toEqual([]);
  });
});

test('every argument of the provider block is set, in a configuration that works or in one that does not', () => {
  const shown = [...Object.keys(providerCase.working), ...settable(providerCase.failing)];
  const all = argumentsOf(vastaiProvider.schema).map(([name]) => name);
  expect(all.filter((name) => !shown.includes(name))).toEqual([]);
});
