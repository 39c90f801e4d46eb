/**
 * How a service is checked, as a user writes it: one set of rules for the construct and for the provider. Members that
 * are absent, or not known yet, are not judged.
 */
export interface ServiceCheckInput {
  /** `tcp`, `http` or `https`. */
  readonly type?: string | undefined;
  readonly http?: HttpCheckInput | undefined;
  /** Pause between two checks. */
  readonly interval?: string | undefined;
  /** Limit of one check. */
  readonly timeout?: string | undefined;
  /** Checks in a row that have to succeed. */
  readonly healthyThreshold?: number | undefined;
}

/** The part of a check that is about HTTP. */
export interface HttpCheckInput {
  readonly path?: string | undefined;
  /** Codes and ranges, `200-299,401`. */
  readonly status?: string | undefined;
  /** Regular expression. */
  readonly body?: string | undefined;
  /** `name` or `name:port`. */
  readonly host?: string | undefined;
  readonly insecure?: boolean | undefined;
}

/** What a check is where nothing is said. As Kubernetes judges an HTTP probe, every status from 200 to 399 is good. */
export const SERVICE_CHECK_DEFAULTS = {
  type: 'tcp',
  path: '/',
  status: '200-399',
  interval: '2s',
  timeout: '10s',
  healthyThreshold: 1,
  insecure: false,
} as const;

/** A member that is wrong: where it stands below the check, and what it must be, completing "X must be …". */
export interface ServiceCheckProblem {
  readonly path: readonly (
    'type' | 'http' | 'interval' | 'timeout' | 'healthyThreshold' | keyof HttpCheckInput
  )[];
  readonly message: string;
}

const TYPES = ['tcp', 'http', 'https'];
const PATH = /^\/[\x21-\x7e]*$/;
const HOST = /^(?!-)[A-Za-z0-9._-]{1,253}(?::([1-9]\d{0,4}))?$/;
const SHORTEST_MS = 100;
const LONGEST_INTERVAL_MS = 600_000;
const MOST_IN_A_ROW = 100;
const LONGEST_PATTERN = 1000;

/** Everything that is wrong with a check, in the order of its members. */
export function serviceCheckProblems(check: ServiceCheckInput): readonly ServiceCheckProblem[] {
  const { type, http, interval, timeout, healthyThreshold } = check;
  const problems: ServiceCheckProblem[] = [];
  const refuse = (path: ServiceCheckProblem['path'], expects: string, got: unknown): void =>
    void problems.push({ path, message: `${expects}, not ${JSON.stringify(got)}` });

  if (type !== undefined && !TYPES.includes(type)) refuse(['type'], 'one of "tcp", "http", "https"', type);
  if (http !== undefined && type === 'tcp') {
    problems.push({ path: ['http'], message: 'left out unless type is "http" or "https"' });
  }
  if (http !== undefined) problems.push(...httpProblems(http, type));
  for (const [name, text] of [
    ['interval', interval],
    ['timeout', timeout],
  ] as const) {
    if (text !== undefined && !isPause(text)) {
      refuse([name], 'a duration from "100ms" to "10m", such as "2s"', text);
    }
  }
  if (healthyThreshold !== undefined && !isCount(healthyThreshold)) {
    refuse(['healthyThreshold'], `a whole number from 1 to ${MOST_IN_A_ROW}`, healthyThreshold);
  }
  return problems;
}

function httpProblems(http: HttpCheckInput, type: string | undefined): readonly ServiceCheckProblem[] {
  const { path, status, body, host, insecure } = http;
  const problems: ServiceCheckProblem[] = [];
  const refuse = (name: keyof HttpCheckInput, expects: string, got: unknown): void =>
    void problems.push({ path: ['http', name], message: `${expects}, not ${JSON.stringify(got)}` });
  const refuseThrown = (name: keyof HttpCheckInput, attempt: () => unknown): void => {
    try {
      attempt();
    } catch (error) {
      problems.push({ path: ['http', name], message: messageOf(error) });
    }
  };

  if (path !== undefined && (!PATH.test(path) || path.includes('#'))) {
    refuse('path', 'a path like "/health" (other characters percent-encoded, no fragment)', path);
  }
  if (status !== undefined) refuseThrown('status', () => parseStatusRanges(status));
  if (body !== undefined) refuseThrown('body', () => compileBodyPattern(body));
  if (host !== undefined && !isHost(host))
    refuse('host', 'a host like "stt.example.org" or "name:8443"', host);
  if (insecure === true && type !== undefined && type !== 'https') {
    problems.push({ path: ['http', 'insecure'], message: 'left out unless type is "https"' });
  }
  return problems;
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && Number(match[1] ?? 1) <= 65_535;
}

function isPause(text: string): boolean {
  const ms = durationMs(text);
  return ms !== undefined && ms >= SHORTEST_MS && ms <= LONGEST_INTERVAL_MS;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MOST_IN_A_ROW;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function durationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
}

/** Statuses from `from` to `to`, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads `200`, `200-299`, `200-299,401`.
 * @throws RangeError whose message completes "must be …".
 */
export function parseStatusRanges(text: string): readonly StatusRange[] {
  return text.split(',').map((part) => {
    const match = /^\s*([1-5]\d\d)\s*(?:-\s*([1-5]\d\d)\s*)?$/.exec(part);
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? from);
    if (match === null || to < from) {
      throw new RangeError(
        `statuses from 100 to 599 like "200", "200-299" or "200-299,401", not ${JSON.stringify(text)}`,
      );
    }
    return { from, to };
  });
}

/** Flags that a pattern may begin with, as other dialects write them: `(?i)ready`. */
const LEADING_FLAGS = /^\(\?([ims]{1,3})\)/;

/**
 * A regular expression of JavaScript. Not in Unicode mode, so that braces of JSON stand for themselves. A leading `(?i)`,
 * `(?m)` or `(?s)` sets that flag.
 * @throws RangeError whose message completes "must be …".
 */
export function compileBodyPattern(text: string): RegExp {
  const leading = LEADING_FLAGS.exec(text);
  const flags = [...new Set(leading?.[1] ?? '')].join('');
  if (text.length === 0 || text.length > LONGEST_PATTERN) {
    throw new RangeError(`a regular expression of 1 to ${LONGEST_PATTERN} characters, not ${text.length}`);
  }
  try {
    return new RegExp(text.slice(leading?.[0].length ?? 0), flags);
  } catch (error) {
    throw new RangeError(
      `a regular expression of JavaScript, not ${JSON.stringify(text)} (${messageOf(error)})`,
      { cause: error },
    );
  }
}

// By shape: a SyntaxError may come from another realm, where `instanceof Error` fails.
function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
