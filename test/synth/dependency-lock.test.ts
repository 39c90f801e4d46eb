import { completeDependencyLock } from '../../src/synth';
import type { LockCompletion, RequiredProvider } from '../../src/synth';

const OURS = 'vast-gpu.internal/vast-gpu/vastai';
const KUBERNETES = 'registry.terraform.io/hashicorp/kubernetes';
const own = { source: OURS, version: '0.1.0', hash: 'h1:ours=' };
const required: readonly RequiredProvider[] = [
  { source: OURS, version: '0.1.0' },
  { source: 'kubernetes', version: '2.38.0' },
];

const complete = (
  existing?: string,
  changes: { required?: readonly RequiredProvider[]; project?: string } = {},
): LockCompletion => completeDependencyLock(existing, changes.required ?? required, own, changes.project);

const block = (source: string, version: string, hashes: readonly string[], constraints = version): string =>
  `provider "${source}" {
  version     = "${version}"
  constraints = "${constraints}"
  hashes = [
${hashes.map((hash) => `    "${hash}",\n`).join('')}  ]
}`;

const file = (...blocks: readonly string[]): string =>
  `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

${blocks.join('\n\n')}
`;

const open = (source: string, version: string): string =>
  `provider "${source}" {\n  version     = "${version}"\n  constraints = "${version}"\n}`;

describe('completing the dependency lock', () => {
  test('a new file names version and constraints of every provider, without hashes', () => {
    expect(complete()).toEqual({
      text: file(open(KUBERNETES, '2.38.0'), open(OURS, '0.1.0')),
      unresolved: [],
    });
  });

  test('what init completed stays as it is', () => {
    const text = file(block(KUBERNETES, '2.38.0', ['h1:k=', 'zh:1']), block(OURS, '0.1.0', ['h1:ours=']));
    expect(complete(text)).toEqual({ text, unresolved: [] });
  });

  test('a file that was completed once is left alone', () => {
    const { text } = complete();
    expect(complete(text).text).toBe(text);
  });

  test('entries of other providers and comments stay', () => {
    const other = block('example.com/acme/other', '3.0.0', ['h1:o='], '~> 3.0');
    const text = `# mine\n${file(other, block(KUBERNETES, '2.38.0', ['h1:k=']), block(OURS, '0.1.0', ['h1:ours=']))}`;
    expect(complete(text).text).toBe(text);
    expect(complete(file(other)).text).toBe(file(other, open(KUBERNETES, '2.38.0'), open(OURS, '0.1.0')));
  });

  test('an entry of ours for another build of the same version is renewed', () => {
    const kubernetes = block(KUBERNETES, '2.38.0', ['h1:k=']);
    expect(complete(file(kubernetes, block(OURS, '0.1.0', ['h1:older=']))).text).toBe(
      file(kubernetes, open(OURS, '0.1.0')),
    );
  });

  test('an entry of ours that knows several builds, one of them this, stays', () => {
    const text = file(
      block(KUBERNETES, '2.38.0', ['h1:k=']),
      block(OURS, '0.1.0', ['h1:older=', 'h1:ours=']),
    );
    expect(complete(text).text).toBe(text);
  });

  test('an entry of ours for another version is renewed', () => {
    expect(complete(file(block(OURS, '0.0.9', ['h1:ours=']))).text).toContain(open(OURS, '0.1.0'));
  });

  test('an entry for an exact version that is no longer the required one is renewed', () => {
    expect(complete(file(block(KUBERNETES, '2.37.0', ['h1:k=']))).text).toContain(open(KUBERNETES, '2.38.0'));
  });

  test('an entry without constraints, which the cdktf CLI does not accept, is renewed', () => {
    const bare = `provider "${KUBERNETES}" {\n  version = "2.38.0"\n}`;
    expect(complete(file(bare)).text).toContain(open(KUBERNETES, '2.38.0'));
  });

  test("others are taken from the project's own lock file", () => {
    const kubernetes = block(KUBERNETES, '2.38.0', ['h1:k=', 'zh:1']);
    const project = file(kubernetes, block('example.com/acme/other', '3.0.0', ['h1:o=']));
    expect(complete(undefined, { project }).text).toBe(file(kubernetes, open(OURS, '0.1.0')));
  });

  test("ours is not: the project's file may come from another build", () => {
    const project = file(block(OURS, '0.1.0', ['h1:older=']));
    expect(complete(undefined, { project }).text).toContain(open(OURS, '0.1.0'));
  });

  describe('with a range of versions', () => {
    const ranged = [{ source: 'kubernetes', version: '>= 2.0, < 3.0' }];

    test('leaves it to init, which may find a version', () => {
      expect(complete(undefined, { required: ranged })).toMatchObject({ unresolved: [KUBERNETES] });
    });

    test.each(['>= 2.0, < 3.0', '< 3.0.0, >= 2.0.0', '>=2,<3'])('keeps an entry for %s', (constraints) => {
      const text = file(block(KUBERNETES, '2.38.0', ['h1:k='], constraints));
      expect(complete(text, { required: ranged })).toEqual({ text, unresolved: [] });
    });

    test.each(['~> 2.0', '>= 2.0, < 4.0'])('drops an entry for %s', (constraints) => {
      const text = file(block(KUBERNETES, '2.38.0', ['h1:k='], constraints));
      const completion = complete(text, { required: ranged });
      expect(completion.unresolved).toEqual([KUBERNETES]);
      expect(completion.text).not.toContain('2.38.0');
    });

    test('tells ~> 2.0 from ~> 2', () => {
      const text = file(block(KUBERNETES, '2.38.0', ['h1:k='], '~> 2'));
      const pessimistic = [{ source: 'hashicorp/kubernetes', version: '~> 2.0' }];
      expect(complete(text, { required: pessimistic }).unresolved).toEqual([KUBERNETES]);
    });
  });

  test.each(['= 2.38.0', '2.38.0', ' 2.38.0 '])('%j is an exact version', (version) => {
    expect(complete(undefined, { required: [{ source: KUBERNETES, version }] }).text).toContain(
      open(KUBERNETES, '2.38.0'),
    );
  });

  test('a file with Windows line ends is understood', () => {
    const text = file(block(KUBERNETES, '2.38.0', ['h1:k=']), block(OURS, '0.1.0', ['h1:ours='])).replaceAll(
      '\n',
      '\r\n',
    );
    expect(complete(text).text).toBe(text);
  });
});
