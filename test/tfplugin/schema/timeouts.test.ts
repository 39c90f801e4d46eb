import {
  defineSchema,
  parseDuration,
  timeoutMs,
  timeouts,
  duration,
  type StateOf,
} from '../../../src/tfplugin';

test.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['250ms', 250],
])('%s is %d ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
  expect(duration().check(text)).toBe(true);
});

test.each(['', '10', 'm', '10 m', '-1s', '1d', '10m!', '1h-30m'])('%j is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(`${JSON.stringify(text)} is not a duration`);
  expect(duration().check(text)).toBe(false);
});

test('the attribute has the operations given, and their defaults stay out of the state', () => {
  const schema = defineSchema({ attributes: { timeouts: timeouts({ create: '10m', delete: '5m' }) } });
  const state: StateOf<typeof schema.body> = { timeouts: { create: '1m', delete: null } };
  expect(timeoutMs(state.timeouts, 'create', '10m')).toBe(60_000);
  expect(timeoutMs(state.timeouts, 'delete', '5m')).toBe(300_000);
  expect(timeoutMs(null, 'create', '10m')).toBe(600_000);
  expect(Object.keys(schema.body.attributes.timeouts.type.attributes)).toEqual(['create', 'delete']);
});
