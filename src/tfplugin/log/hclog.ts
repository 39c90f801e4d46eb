import { Secret } from '../value/secret';
import type { LogFields, Logger, LogLevel, LogValue } from './logger';

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];
/** Terraform reads lines of up to 64 KiB; longer ones come out raw and in pieces. */
const MAX_LINE = 60_000;
const MAX_TEXT = 8_000;
const MAX_DEPTH = 8;

/** Where log lines go and what they say about themselves. */
export interface HclogOptions {
  /** Environment with TF_LOG and TF_LOG_PROVIDER. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes one line with its newline. */
  readonly write: (line: string) => void;
  /** Name of the part that logs. */
  readonly module: string;
  /** Milliseconds since 1970, with fractions. */
  readonly now: () => number;
}

/**
 * A logger in the JSON form that Terraform understands (plugin-protocol.md 16). Silent unless TF_LOG_PROVIDER
 * or TF_LOG asks for a level.
 */
export function createHclogLogger(options: HclogOptions): Logger {
  const threshold = logThreshold(options.env);
  return threshold === undefined ? silentLogger : makeLogger(options, LEVELS.indexOf(threshold), {});
}

/** The finest level that is wanted, or undefined for none. TF_LOG_PROVIDER wins over TF_LOG. */
export function logThreshold(env: Readonly<Record<string, string | undefined>>): LogLevel | undefined {
  // An empty variable counts as not set.
  const wanted = [env['TF_LOG_PROVIDER'], env['TF_LOG']].find((text) => text !== undefined && text !== '');
  const text = wanted?.toLowerCase() ?? '';
  if (text === '' || text === 'off') return undefined;
  // As Terraform does: JSON, and any word that is no level, mean everything.
  return LEVELS.find((level) => level === text) ?? 'trace';
}

/** A logger that writes nothing. */
export const silentLogger: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLogger,
  enabled: () => false,
};

function makeLogger(options: HclogOptions, threshold: number, fields: LogFields): Logger {
  const enabled = (level: LogLevel): boolean => LEVELS.indexOf(level) >= threshold;
  const log =
    (level: LogLevel) =>
    (message: string, more: LogFields = {}): void => {
      if (enabled(level)) options.write(formatLine(options, level, message, { ...fields, ...more }));
    };
  return {
    trace: log('trace'),
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: (more) => makeLogger(options, threshold, { ...fields, ...more }),
    enabled,
  };
}

function formatLine(options: HclogOptions, level: LogLevel, message: string, fields: LogFields): string {
  const own = {
    '@level': level,
    '@message': cut(message),
    '@module': options.module,
    '@timestamp': timestamp(options.now()),
  };
  const line = JSON.stringify({ ...printableFields(fields, 0), ...own });
  const short = line.length > MAX_LINE ? JSON.stringify({ ...own, truncated: true }) : line;
  return `${short}\n`;
}

/** ISO 8601 with the six decimals that Terraform's reader insists on. */
export function timestamp(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const micros = Math.floor((milliseconds - whole) * 1000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
}

type Printable = string | number | boolean | null | readonly Printable[] | PrintableFields;

interface PrintableFields {
  readonly [key: string]: Printable;
}

function printableFields(fields: { readonly [key: string]: LogValue }, depth: number): PrintableFields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, printable(value, depth)]],
    ),
  );
}

function printable(value: LogValue, depth: number): Printable {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint' || value instanceof Secret) return value.toString();
  if (value instanceof Error) return cut(value.stack ?? `${value.name}: ${value.message}`);
  if (depth >= MAX_DEPTH) return '…';
  if (isArray(value)) return value.map((item) => printable(item, depth + 1));
  return printableFields(value, depth + 1);
}

function isArray(value: LogValue): value is readonly LogValue[] {
  return Array.isArray(value);
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
