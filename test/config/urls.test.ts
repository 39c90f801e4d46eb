import {
  parseApiKey,
  parseApiUrl,
  parseProxyUrl,
  parseTimeScale,
  withoutCredentials,
} from '../../src/config/urls';

test.each([
  ['https://console.vast.ai/', 'https://console.vast.ai'],
  ['HTTPS://Console.Vast.AI', 'https://console.vast.ai'],
  ['http://127.0.0.1:8080/base//', 'http://127.0.0.1:8080/base'],
])('API address %s is %s', (text, value) => {
  expect(parseApiUrl(text)).toEqual({ value });
});

test.each(['', 'console.vast.ai', 'file:///etc/passwd', 'https://u@x', 'https://x/#a', 'https://x/?a=1'])(
  'API address %j is refused',
  (text) => {
    expect(parseApiUrl(text)).toHaveProperty('problem');
  },
);

test.each([
  ['proxy:3128', 'http://proxy:3128'],
  ['http://proxy', 'http://proxy:80'],
  ['http://[::1]:9/', 'http://[::1]:9'],
])('proxy %s is %s', (text, value) => {
  expect(parseProxyUrl(text)).toEqual({ value });
});

test.each(['', 'https://proxy:1', 'http://u:p@proxy:1', 'http://proxy:1/path', 'http://proxy:99999'])(
  'proxy %j is refused',
  (text) => {
    expect(parseProxyUrl(text)).toHaveProperty('problem');
  },
);

test.each([
  ['1', { value: 1 }],
  ['2.5', { value: 2.5 }],
])('time scale %s', (text, expected) => {
  expect(parseTimeScale(text)).toEqual(expected);
});

test.each(['', '0.5', '-3', 'fast', 'Infinity'])('time scale %j is refused', (text) => {
  expect(parseTimeScale(text)).toHaveProperty('problem');
});

test('an API key is one word of any form (selection.md 2, A24)', () => {
  for (const key of ['vast_api_key_abcd1234567890', 'f'.repeat(64), 'x'])
    expect(parseApiKey(key)).toEqual({ value: key });
  for (const key of ['', 'a b', 'a\nb', 'ä']) expect(parseApiKey(key)).toHaveProperty('problem');
});

test.each([
  ['https://user:secret@host/a@b', 'https://***@host/a@b'],
  ['user:secret@host', '***@host'],
  ['https://host/path?x=a@b', 'https://host/path?x=a@b'],
])('%s is printed as %s', (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});
