import type { Secret } from '../value/secret';

/** Levels of Terraform's log, from the finest. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** What a log field may hold. A secret prints as "(sensitive value)". */
export type LogValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | Secret
  | Error
  | readonly LogValue[]
  | { readonly [key: string]: LogValue };

/** Fields of a log line. */
export type LogFields = Readonly<Record<string, LogValue>>;

/** Writes to Terraform's log, which users see with TF_LOG or TF_LOG_PROVIDER. Silent otherwise. */
export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to each line. */
  with(fields: LogFields): Logger;
  /** Tells whether lines of a level are written, to save the work of preparing them. */
  enabled(level: LogLevel): boolean;
}
