import type { ReadinessPlanned } from '../../../src/provider/readiness/schema';
import type { Check, Service } from '../../../src/provider/readiness/service';
import type { Target } from '../../../src/provider/readiness/targets';
import { unknown } from '../../../src/tfplugin';

export const STT = '198.51.100.7:41234';
export const TTS = '198.51.100.7:41235';

type Planned = ReadinessPlanned['services'][number];
type Http = NonNullable<Planned['http']>;

/** An element of `services` as it is planned, with the defaults of the schema. */
export function planned(name: string, port: string, change: Partial<Planned> = {}): Planned {
  return {
    name,
    port,
    type: 'tcp',
    http: null,
    interval: '2s',
    timeout: '10s',
    healthy_threshold: 1,
    ...change,
  };
}

/** The `http` of an element, with the defaults of the schema. */
export function http(change: Partial<Http> = {}): Http {
  return { path: '/', status: '200-399', body: null, host: null, insecure: false, ...change };
}

/** A planned create for two services on one instance. */
export function plannedReadiness(change: Partial<ReadinessPlanned> = {}): ReadinessPlanned {
  return {
    instance_id: '9001',
    public_ip: '198.51.100.7',
    port_map: { '8001/tcp': 41_234, '8000/tcp': 41_235, '22/tcp': 41_236 },
    power: 'running',
    services: [planned('june-stt', '8001/tcp'), planned('june-tts', '8000/tcp')],
    timeouts: null,
    id: unknown(),
    endpoints: unknown(),
    average_latency_ms: unknown(),
    time_to_ready_seconds: unknown(),
    ...change,
  };
}

/** A service with the defaults. */
export function service(change: Partial<Service> = {}): Service {
  return {
    name: 'stt',
    port: '8001/tcp',
    check: { kind: 'tcp' },
    healthyThreshold: 1,
    pace: { intervalMs: 2000, timeoutMs: 10_000 },
    ...change,
  };
}

/** A check over HTTP with the defaults. */
export function httpCheck(change: Partial<Extract<Check, { kind: 'http' }>> = {}): Check {
  return { kind: 'http', tls: false, ...http(), ...change };
}

/** A service that can be dialled at {@link STT}. */
export function target(change: Partial<Service> = {}, port = 41_234): Target {
  return { service: service(change), address: '198.51.100.7', port };
}

/** Gives values in turn; the last one for good. */
export function inTurn<T>(...values: readonly [T, ...T[]]): () => T {
  let at = 0;
  return () => {
    const value = values[Math.min(at, values.length - 1)] ?? values[0];
    at += 1;
    return value;
  };
}
