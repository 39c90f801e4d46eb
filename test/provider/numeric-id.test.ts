import { numericId } from '../../src/provider/numeric-id';

test('takes numbers of the platform, and says what else is not one', () => {
  expect(numericId('123456', 'a template')).toBe(123456);
  for (const text of ['', '0', '-1', '1.5', 'abc', '1e3', ' 7', '99999999999999999']) {
    expect(() => numericId(text, 'a template')).toThrow(/no id of a template: use the number/);
  }
});
