import { DiagnosticError } from '../../../src/tfplugin';
import { CodecError } from '../../../src/tfplugin/codec/codec-error';
import { DiagnosticCollector } from '../../../src/tfplugin/diagnostics/collector';
import { silentLogger } from '../../../src/tfplugin/log/hclog';

function collected(use: (collector: DiagnosticCollector) => void) {
  const collector = new DiagnosticCollector(silentLogger);
  use(collector);
  return collector.wire().map(({ severity, summary, detail }) => [severity, summary, detail]);
}

test('keeps messages in order', () => {
  const found = collected(({ warn, error }) => {
    warn({ summary: 'W' });
    error({ summary: 'E', detail: 'D' });
  });
  expect(found).toEqual([
    [2, 'W', ''],
    [1, 'E', 'D'],
  ]);
});

test.each<[string, unknown, unknown[]]>([
  ['an error', new Error('boom'), [[1, 'Cannot do it', 'boom']]],
  ['something else', 'boom', [[1, 'Cannot do it', 'boom']]],
  ['a diagnostic', new DiagnosticError({ summary: 'S', detail: 'D' }), [[1, 'S', 'D']]],
  [
    'several',
    new DiagnosticError([{ summary: 'A' }, { summary: 'B' }]),
    [
      [1, 'A', ''],
      [1, 'B', ''],
    ],
  ],
  [
    'a bug of ours',
    new CodecError(['size'], 'a number is required'),
    [[1, 'Provider bug', 'At size: Cannot do it: size: a number is required. Please report it.']],
  ],
])('turns what was thrown into messages: %s', (_, thrown, expected) => {
  expect(collected((collector) => collector.thrown(thrown, 'Cannot do it'))).toEqual(expected);
});

test('knows whether there is an error', () => {
  const collector = new DiagnosticCollector(silentLogger);
  collector.warn({ summary: 'W' });
  expect(collector.hasError).toBe(false);
  collector.error({ summary: 'E' });
  expect(collector.hasError).toBe(true);
});

test('the text of a DiagnosticError has everything', () => {
  const error = new DiagnosticError([{ summary: 'A', detail: 'd' }, { summary: 'B' }], { cause: 'c' });
  expect([error.message, error.name, error.cause]).toEqual(['A: d\nB', 'DiagnosticError', 'c']);
});
