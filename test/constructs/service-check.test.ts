import { TerraformStack, TerraformVariable } from 'cdktf';

import { checkArguments, type ServiceCheck } from '../../constructs/service-check';
import { testApp } from '../support/template';

const of = (check: ServiceCheck) => checkArguments(check, 'check');

describe('checkArguments', () => {
  test('says nothing but the type where the check says nothing', () => {
    expect(of({})).toEqual({ type: 'tcp' });
    expect(of({ http: {} })).toEqual({ type: 'http', http: {} });
    expect(of({ http: { tls: true } })).toEqual({ type: 'https', http: {} });
    expect(of({ http: { tls: false } })).toEqual({ type: 'http', http: {} });
  });

  test('takes everything over, in the names of the resource', () => {
    expect(
      of({
        http: { path: '/health', status: '200', body: 'ok', host: 'a.b', tls: true, insecure: true },
        interval: '5s',
        timeout: '1m',
        healthyThreshold: 3,
      }),
    ).toEqual({
      type: 'https',
      http: { path: '/health', status: '200', body: 'ok', host: 'a.b', insecure: true },
      interval: '5s',
      timeout: '1m',
      healthy_threshold: 3,
    });
  });

  test('a pattern may be a regular expression, with flags that the provider knows', () => {
    expect(of({ http: { body: /"ok":\s*true/ } }).http).toEqual({ body: '"ok":\\s*true' });
    expect(of({ http: { body: /ready/is } }).http).toEqual({ body: '(?is)ready' });
    expect(() => of({ http: { body: /ready/gu } })).toThrow(
      'check.http.body may have the flags i, m and s, got /ready/gu',
    );
  });

  test('what looks like an expression of Terraform stays text', () => {
    expect(of({ http: { body: '${x}', path: '/%{y}' } }).http).toEqual({ body: '$${x}', path: '/%%{y}' });
  });

  test('a token is left to the provider to judge', () => {
    const path = new TerraformVariable(new TerraformStack(testApp(), 'x'), 'path', { type: 'string' });
    const { stringValue } = path;
    expect(of({ http: { path: stringValue, body: stringValue }, interval: stringValue })).toEqual({
      type: 'http',
      http: { path: stringValue, body: stringValue },
      interval: stringValue,
    });
  });

  test.each<[ServiceCheck, string]>([
    [{ http: { path: 'health' } }, 'check.http.path must be a path like "/health"'],
    [{ http: { status: '2xx' } }, 'check.http.status must be statuses from 100 to 599 like "200"'],
    [{ http: { body: '(' } }, 'check.http.body must be a regular expression of JavaScript, not "("'],
    [{ http: { host: 'a b' } }, 'check.http.host must be a host like'],
    [{ http: { insecure: true } }, 'check.http.insecure must be left out unless check.http.tls is true'],
    [{ interval: '1' }, 'check.interval must be a duration from "100ms" to "10m", such as "2s", not "1"'],
    [{ timeout: '1h' }, 'check.timeout must be a duration'],
    [{ healthyThreshold: 0 }, 'check.healthyThreshold must be a whole number from 1 to 100, not 0'],
  ])('%j is refused', (check, message) => expect(() => of(check)).toThrow(message));

  test('everything that is wrong is told', () => {
    expect(() => of({ http: { path: '', insecure: true }, interval: '' })).toThrow(
      /check\.http\.path [^\n]*\ncheck\.interval [^\n]*\ncheck\.http\.insecure /,
    );
  });
});
