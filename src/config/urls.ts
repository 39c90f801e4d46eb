/** Addresses in settings, without any library: the provider loads this file three times a plan. */

/** Where the marketplace answers. */
export const DEFAULT_API_URL = 'https://console.vast.ai';

/** A value, or what is wrong with the text it was read from. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Whether an address is on this machine. False for text that is no address. */
export function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && isLoopbackHost(new URL(text).hostname);
}

/** Hides user and password of an address before it is printed. */
export function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, '$1***@');
}

/** The API's address: http or https, no credentials, no query; without trailing slashes. */
export function parseApiUrl(text: string): Parsed<string> {
  const example = `an address such as ${DEFAULT_API_URL}`;
  if (!URL.canParse(text)) return { problem: `must be ${example}` };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { problem: `must begin with https://, like ${example}` };
  if (url.username !== '' || url.password !== '')
    return { problem: 'must not hold a user or password; they would end in logs' };
  if (url.search !== '' || url.hash !== '') return { problem: `must end before any ? or #: ${example}` };
  return { value: `${url.protocol}//${url.host}${url.pathname}`.replace(/\/+$/, '') };
}

/** The proxy's address: `host:port` or `http://host:port`; always with scheme and port in the result. */
export function parseProxyUrl(text: string): Parsed<string> {
  const example = 'must be an HTTP CONNECT proxy such as http://127.0.0.1:3128';
  const full = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(full)) return { problem: example };
  const url = new URL(full);
  if (url.protocol !== 'http:' || url.hostname === '') return { problem: example };
  if (url.username !== '' || url.password !== '')
    return { problem: 'must not hold a user or password; they would end in logs' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return { problem: `${example}, without a path` };
  return { value: `http://${url.hostname}:${url.port === '' ? '80' : url.port}` };
}

/** The factor that tests divide intervals by. */
export function parseTimeScale(text: string): Parsed<number> {
  const value = Number(text);
  return text.trim() !== '' && value >= 1 && Number.isFinite(value)
    ? { value }
    : { problem: 'must be a number from 1, such as 100' };
}

/** An account key: any text that fits into a header. Its form is the marketplace's business. */
export function parseApiKey(text: string): Parsed<string> {
  return /^[\x21-\x7e]+$/.test(text)
    ? { value: text }
    : { problem: 'must be one word without spaces, as the account page of the marketplace shows it' };
}
