import fc from 'fast-check';
import { containerEnv, SECRET_KEYS, secretNames, visibleEnv } from '../../../src/provider/instance/secrets';
import { Secret } from '../../../src/tfplugin';

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/).filter((text) => !text.startsWith('VG_'));
const map = fc.dictionary(name, fc.string());

test('without secrets the environment is sent as it is', () => {
  expect(containerEnv({ A: '1' }, {})).toEqual({ A: '1' });
});

test('with secrets their names travel along', () => {
  const env = containerEnv({ A: '1' }, { TOKEN: new Secret('t'), KEY: new Secret('k') });
  expect(env).toEqual({ A: '1', TOKEN: 't', KEY: 'k', [SECRET_KEYS]: 'KEY,TOKEN' });
  expect([...secretNames(env)]).toEqual(['KEY', 'TOKEN']);
  expect(visibleEnv(env)).toEqual({ A: '1' });
});

test('what comes back shows the plain variables and no others, whatever the secrets are', () => {
  fc.assert(
    fc.property(map, map, (plain, secret) => {
      const own = Object.fromEntries(Object.entries(plain).filter(([key]) => !Object.hasOwn(secret, key)));
      const secrets = Object.fromEntries(
        Object.entries(secret).map(([key, text]) => [key, new Secret(text)]),
      );
      expect(visibleEnv(containerEnv(own, secrets))).toEqual(own);
    }),
  );
});
