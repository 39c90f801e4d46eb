import { Token } from 'cdktf';

import { serviceCheckProblems } from '../src/config';
import { defined } from './defined';
import { literal } from './literal';

/** When a service counts as ready. Nothing points to it before. */
export interface ServiceCheck {
  /**
   * Ask over HTTP and judge the answer.
   *
   * @default - a TCP connection that is accepted is enough
   */
  readonly http?: HttpCheck;
  /**
   * Pause between two checks, from `100ms` to `10m`.
   *
   * @default '2s'
   */
  readonly interval?: string;
  /**
   * How long one check may take, from `100ms` to `10m`. The whole wait has `timeouts.ready` of the instance.
   *
   * @default '10s'
   */
  readonly timeout?: string;
  /**
   * Checks in a row that have to succeed, 1 to 100.
   *
   * @default 1
   */
  readonly healthyThreshold?: number;
}

/** A GET request, and what its answer has to be. Redirects are not followed. */
export interface HttpCheck {
  /**
   * Path and query. No secrets: they are stored in the Terraform state.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Statuses that are good: codes and ranges, such as `200-299,401`.
   *
   * @default '200-399'
   */
  readonly status?: string;
  /**
   * Regular expression to be found in the first 64 KiB of the body, as text or with the flags `i`, `m`, `s`.
   *
   * @default - the body does not matter
   */
  readonly body?: string | RegExp;
  /**
   * `name` or `name:port` for the Host header; with `tls` also the name that the certificate must have.
   *
   * @default - the address of the instance
   */
  readonly host?: string;
  /** @default false */
  readonly tls?: boolean;
  /**
   * With `tls`: accept any certificate.
   *
   * @default false
   */
  readonly insecure?: boolean;
}

/** The members of an element of `services` in `vastai_readiness` that a check decides; absent where it says nothing. */
export interface CheckArguments {
  readonly type: 'tcp' | 'http' | 'https';
  readonly http?: Readonly<Record<string, unknown>>;
  readonly interval?: string;
  readonly timeout?: string;
  readonly healthy_threshold?: number;
}

/**
 * A check in the form of the resource. Values that are tokens are left to the provider to judge.
 * @param prop the prop to name in the error
 * @throws Error that names every bad member, its value and what would be right
 */
export function checkArguments(check: ServiceCheck, prop: string): CheckArguments {
  const { http, interval, timeout, healthyThreshold } = check;
  const body = http?.body === undefined ? undefined : patternText(http.body, `${prop}.http.body`);
  const problems = serviceCheckProblems({
    http:
      http === undefined
        ? undefined
        : { path: plain(http.path), status: plain(http.status), body: plain(body), host: plain(http.host) },
    interval: plain(interval),
    timeout: plain(timeout),
    healthyThreshold: plain(healthyThreshold),
  }).map(({ path, message }) => `${[prop, ...path].join('.')} must be ${message}`);
  if (http?.insecure === true && http.tls !== true) {
    problems.push(`${prop}.http.insecure must be left out unless ${prop}.http.tls is true`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return defined({
    type: typeOf(http),
    http: http === undefined ? undefined : httpArguments(http, body),
    interval,
    timeout,
    healthy_threshold: healthyThreshold,
  });
}

function typeOf(http: HttpCheck | undefined): CheckArguments['type'] {
  if (http === undefined) return 'tcp';
  return http.tls === true ? 'https' : 'http';
}

function httpArguments({ path, status, host, insecure }: HttpCheck, body: string | undefined) {
  return defined({
    path: path === undefined ? undefined : literal(path),
    status,
    body: body === undefined ? undefined : literal(body),
    host,
    insecure,
  });
}

/** Absent when it is a token: only Terraform knows what it will be. */
function plain<T>(value: T): T | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

function patternText(body: string | RegExp, prop: string): string {
  if (typeof body === 'string') return body;
  if (/[^ims]/.test(body.flags)) {
    throw new Error(`${prop} may have the flags i, m and s, got ${String(body)}`);
  }
  return body.flags === '' ? body.source : `(?${body.flags})${body.source}`;
}
