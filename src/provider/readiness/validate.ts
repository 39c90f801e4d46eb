import { SERVICE_CHECK_DEFAULTS as DEFAULTS, serviceCheckProblems } from '../../config';
import { isUnknown, parseDuration, type Path, timeoutMs, type Unknown } from '../../tfplugin';
import type { ValidateResourceContext } from '../../tfplugin';
import { READINESS_TIMEOUTS, type ReadinessBody } from './schema';

type Context = ValidateResourceContext<ReadinessBody>;
type Services = Exclude<Context['config']['services'], Unknown>;
type ServiceConfig = Exclude<Services[number], Unknown>;

/** Checks that one attribute alone cannot tell. Unknown values are left for later. */
export function validateReadiness({ config, error }: Context): void {
  if (isUnknown(config.services)) return;
  const names = new Set<string>();
  for (const [index, service] of config.services.entries()) {
    if (isUnknown(service)) continue;
    const refuse = (path: Path, message: string): void => {
      // The SDK puts the whole path in front, because Terraform shows the line of `services` only.
      const name = String(path.at(-1));
      error({
        summary: `Invalid value for ${name}`,
        detail: `${name} ${message}.`,
        path: ['services', index, ...path],
      });
    };
    checkName(service, names, refuse);
    checkPort(service, refuse);
    const problems = serviceCheckProblems(checkOf(service));
    for (const { path, message } of problems) refuse(path.map(snakeCase), `must be ${message}`);
    if (problems.length === 0) checkDuration(service, config.timeouts, refuse);
  }
}

type Refuse = (path: Path, message: string) => void;

function checkName({ name }: ServiceConfig, names: Set<string>, refuse: Refuse): void {
  if (isUnknown(name)) return;
  if (names.has(name)) refuse(['name'], `is ${JSON.stringify(name)}, like that of an earlier service`);
  names.add(name);
}

function checkPort({ port }: ServiceConfig, refuse: Refuse): void {
  if (isUnknown(port)) return;
  const [number = '', protocol] = port.split('/');
  if (protocol === 'udp') {
    refuse(
      ['port'],
      `is ${JSON.stringify(port)}, but UDP cannot be checked: nothing tells whether a datagram arrived. Leave this ` +
        'service out, or check a TCP port of the same container',
    );
  }
  if (Number(number) > 65_535) refuse(['port'], `must be a port from 1 to 65535, not ${number}`);
}

/** Many checks in a row need their time: a threshold that the timeout can never reach is a mistake. */
function checkDuration(
  service: ServiceConfig,
  timeouts: Context['config']['timeouts'],
  refuse: Refuse,
): void {
  const threshold = given(service.healthy_threshold) ?? DEFAULTS.healthyThreshold;
  const interval = given(service.interval) ?? DEFAULTS.interval;
  if (isUnknown(threshold) || isUnknown(interval) || isUnknown(timeouts)) return;
  const least = (threshold - 1) * parseDuration(interval);
  for (const operation of ['create', 'update'] as const) {
    const configured = timeouts?.[operation];
    if (isUnknown(configured)) continue;
    const text = configured ?? READINESS_TIMEOUTS[operation];
    if (!isDuration(text) || least < timeoutMs(null, operation, text)) continue;
    refuse(
      ['healthy_threshold'],
      `is ${threshold}, which takes ${least / 1000} s with an interval of ${interval}; timeouts.${operation} is ${text}`,
    );
    return;
  }
}

/** A timeout that is none is reported by its own validator. */
function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false;
  }
}

function checkOf({ type, http, interval, timeout, healthy_threshold }: ServiceConfig) {
  return {
    // What is left out has its default, and a check of the default type takes no `http`.
    type: orAbsent(type ?? DEFAULTS.type),
    http: isUnknown(http) || http === null ? undefined : httpOf(http),
    interval: orAbsent(interval),
    timeout: orAbsent(timeout),
    healthyThreshold: orAbsent(healthy_threshold),
  };
}

function httpOf({ path, status, body, host, insecure }: Exclude<ServiceConfig['http'], Unknown | null>) {
  return {
    path: orAbsent(path),
    status: orAbsent(status),
    body: orAbsent(body),
    host: orAbsent(host),
    insecure: orAbsent(insecure),
  };
}

/** Null is like absent; unknown stays unknown. */
function given<T>(value: T | null): T | undefined {
  return value ?? undefined;
}

function orAbsent<T>(value: T): Exclude<T, Unknown | null> | undefined {
  return isUnknown(value) || value === null ? undefined : (value as Exclude<T, Unknown | null>);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
