import { format, inspect } from 'node:util';
import { Secret } from '../../../src/tfplugin';

test('a secret shows itself in no way but one', () => {
  const secret = new Secret('hush');
  const shown = [
    String(secret),
    secret.toString(),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ nested: [secret] }, { showHidden: true }),
    format('%s %o %j', secret, secret, secret),
    Object.values(secret).join(),
  ];
  expect(shown.join('\n')).not.toContain('hush');
  expect(shown[0]).toBe('(sensitive value)');
  expect(secret.reveal()).toBe('hush');
  expect(secret.equals(new Secret('hush'))).toBe(true);
  expect(secret.equals(new Secret('other'))).toBe(false);
});
