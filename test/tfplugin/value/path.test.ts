import { formatPath } from '../../../src/tfplugin';

test.each([
  [[], '(whole object)'],
  [['size'], 'size'],
  [['offers', 0, 'price_per_hour'], 'offers[0].price_per_hour'],
  [['port_map', '8001/tcp'], 'port_map["8001/tcp"]'],
])('%j is written %s', (path, expected) => {
  expect(formatPath(path)).toBe(expected);
});
