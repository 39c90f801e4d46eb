import { compileBodyPattern, parseStatusRanges } from '../../config';
import type { Connector, HttpProbe } from '../../market';
import { dialTimeoutMs } from '../dial-timeout';
import { bodyMatches } from './body-match';
import type { Check } from './service';
import type { Target } from './targets';

/** What one check gave. `text` completes "SERVICE: …". */
export type Answer =
  | { readonly good: true; readonly latencyMs: number; readonly text: string }
  | { readonly good: false; readonly text: string };

/** What checks are made with. */
export interface AttemptEffects {
  readonly connector: Connector;
  readonly httpProbe: HttpProbe;
  /** How much faster than the network the account's clock runs. */
  readonly timeScale: number;
}

/** Largest part of a body that a pattern is searched in, bytes. */
const MAX_BODY = 65_536;
/** Characters of a body that an error shows. */
const SHOWN = 120;

/** Checks a service once. Throws the signal's reason only. */
export async function attempt(
  effects: AttemptEffects,
  { service, address, port }: Target,
  signal: AbortSignal,
): Promise<Answer> {
  const timeoutMs = dialTimeoutMs(service.pace.timeoutMs, effects.timeScale);
  if (service.check.kind === 'http') {
    return await ask(effects.httpProbe, service.check, { address, port, timeoutMs }, signal);
  }
  const dial = await effects.connector(address, port, signal, timeoutMs);
  return dial.kind === 'open'
    ? { good: true, latencyMs: dial.latencyMs, text: 'connection accepted' }
    : { good: false, text: dial.detail };
}

async function ask(
  probe: HttpProbe,
  check: Extract<Check, { kind: 'http' }>,
  place: { readonly address: string; readonly port: number; readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<Answer> {
  const { tls, path, insecure, host } = check;
  const answer = await probe(
    {
      host: place.address,
      port: place.port,
      path,
      tls,
      insecure,
      hostHeader: host ?? undefined,
      timeoutMs: place.timeoutMs,
      maxBodyBytes: check.body === null ? 0 : MAX_BODY,
    },
    signal,
  );
  if (answer.kind === 'failed') return { good: false, text: answer.detail };
  const status = `HTTP ${answer.status}${answer.reason === '' ? '' : ` ${printable(answer.reason)}`} to GET ${path}`;
  const ranges = parseStatusRanges(check.status);
  if (!ranges.some(({ from, to }) => answer.status >= from && answer.status <= to)) {
    return { good: false, text: `${status}, expected ${check.status}` };
  }
  const mismatch = check.body === null ? undefined : bodyProblem(check.body, answer.body);
  if (mismatch !== undefined) return { good: false, text: `${status}, ${mismatch}` };
  return { good: true, latencyMs: answer.latencyMs, text: status };
}

/** Why a body is not what was expected; undefined when it is. */
function bodyProblem(pattern: string, body: string): string | undefined {
  const matched = bodyMatches(compileBodyPattern(pattern), body);
  if (matched === true) return undefined;
  if (matched === 'timeout') {
    return `but searching its body for ${JSON.stringify(pattern)} took too long: simplify the pattern`;
  }
  const shown = printable(body);
  const got = shown === '' ? 'is empty' : `begins with ${JSON.stringify(shown)}`;
  return `but its body, which ${got}, does not match ${JSON.stringify(pattern)}`;
}

/** The first characters of a text that a terminal can show, on one line. */
function printable(text: string): string {
  const line = text
    .slice(0, SHOWN * 8)
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= SHOWN ? line : `${characters.slice(0, SHOWN).join('')}…`;
}
