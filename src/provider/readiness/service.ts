import { SERVICE_CHECK_DEFAULTS as DEFAULTS } from '../../config';
import { parseDuration } from '../../tfplugin';

/** What a service has to do to be ready. Plain values: two checks are the same when their JSON is. */
export type Check =
  | { readonly kind: 'tcp' }
  | {
      readonly kind: 'http';
      readonly tls: boolean;
      readonly path: string;
      readonly status: string;
      readonly body: string | null;
      readonly host: string | null;
      readonly insecure: boolean;
    };

/** A service, and how it is checked. */
export interface Service {
  readonly name: string;
  /** Container port, `8001/tcp`. */
  readonly port: string;
  readonly check: Check;
  /** Checks in a row that have to succeed. */
  readonly healthyThreshold: number;
  /** How often and how patiently it is checked; says nothing about what is ready. */
  readonly pace: { readonly intervalMs: number; readonly timeoutMs: number };
}

/** An element of `services`, from a plan or from a state. Null is the default. */
export interface ServiceValues {
  readonly name: string;
  readonly port: string;
  readonly type: string | null;
  readonly http: {
    readonly path: string | null;
    readonly status: string | null;
    readonly body: string | null;
    readonly host: string | null;
    readonly insecure: boolean | null;
  } | null;
  readonly interval: string | null;
  readonly timeout: string | null;
  readonly healthy_threshold: number | null;
}

/** @throws RangeError for a duration that is none; validation lets none through */
export function serviceOf(values: ServiceValues): Service {
  return {
    name: values.name,
    port: values.port,
    check: checkOf(values),
    healthyThreshold: values.healthy_threshold ?? DEFAULTS.healthyThreshold,
    pace: {
      intervalMs: parseDuration(values.interval ?? DEFAULTS.interval),
      timeoutMs: parseDuration(values.timeout ?? DEFAULTS.timeout),
    },
  };
}

function checkOf({ type, http }: ServiceValues): Check {
  if (type !== 'http' && type !== 'https') return { kind: 'tcp' };
  return {
    kind: 'http',
    tls: type === 'https',
    path: http?.path ?? DEFAULTS.path,
    status: http?.status ?? DEFAULTS.status,
    body: http?.body ?? null,
    host: http?.host ?? null,
    insecure: http?.insecure ?? DEFAULTS.insecure,
  };
}
