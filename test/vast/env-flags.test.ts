import fc from 'fast-check';
import { parseEnvFlags } from '../../src/simulator/vast/routes/env-flags';
import { envFlagProblem, readEnvFlags, writeEnvFlags } from '../../src/vast/env-flags';

/** Names that differ in more than what an object cannot keep apart. */
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/).filter((text) => text !== '__proto__');
const value = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', '=', ' ', "'", '"', '\\', '\n', '\t', '-', 'e', '$') }),
  )
  .filter((text) => envFlagProblem(text) === undefined);
const port = fc
  .tuple(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom('tcp', 'udp'))
  .map(([number, protocol]) => `${number}/${protocol}`);
const container = fc.record({ env: fc.dictionary(name, value), ports: fc.uniqueArray(port) });

test('what is written is read back as it was', () => {
  fc.assert(
    fc.property(container, ({ env, ports }) => {
      expect(readEnvFlags(writeEnvFlags({ env, ports }))).toEqual({ env: { ...env }, ports });
    }),
    { numRuns: 1000 },
  );
});

test('the simulator, written from the documentation alone, reads the same', () => {
  fc.assert(
    fc.property(container, ({ env }) => {
      expect(Object.fromEntries(parseEnvFlags(writeEnvFlags({ env })))).toEqual({ ...env });
    }),
  );
});

test('a reader that takes all quotes off both ends gets the same value', () => {
  fc.assert(
    fc.property(value, (text) => {
      const written = writeEnvFlags({ env: { A: text } }).slice('-e A='.length);
      expect(written.replace(/^["']+|["']+$/g, '')).toBe(text);
    }),
  );
});

test.each<[string, RegExp | undefined]>([
  ['plain', undefined],
  ['', undefined],
  [`it's`, undefined],
  [`say "hi" twice`, undefined],
  [`it's "both"!`, /both kinds/],
  [`"start`, /begins or ends/],
  [`end'`, /begins or ends/],
  [`"`, /begins or ends/],
])('%j: %s', (text, problem) => {
  if (problem) expect(envFlagProblem(text)).toMatch(problem);
  else expect(envFlagProblem(text)).toBeUndefined();
});

test.each<[string, string]>([
  ['b', '-e A=b'],
  ['', '-e A='],
  ['http://x/?a=b&c', `-e A='http://x/?a=b&c'`],
  ['two words', `-e A='two words'`],
  [`it's`, `-e A="it's"`],
])('%j is written as %s', (text, written) => {
  expect(writeEnvFlags({ env: { A: text } })).toBe(written);
});

test('reads what others wrote: quotes around a whole word, other flags, and nonsense', () => {
  expect(
    readEnvFlags(
      `-e "A=b c" --rm -h -e -v V.1:/x -p 80:80 -p 8081 -e NOVALUE -e =x -e Q="z" -n 'net" -p 53:53/udp`,
    ),
  ).toEqual({ env: { A: 'b c', Q: 'z' }, ports: ['80/tcp', '53/udp'] });
  expect(readEnvFlags('')).toEqual({ env: {}, ports: [] });
  expect(readEnvFlags('-e')).toEqual({ env: {}, ports: [] });
});

test('what the text cannot hold is left out rather than written wrongly', () => {
  expect(writeEnvFlags({ env: { A: `'"` }, ports: ['x'] })).toBe('');
});
