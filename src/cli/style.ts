import type { CliIo } from './io';

/** Makes text stand out on a terminal; every function returns its text unchanged where colour is off. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const sgr =
  (on: boolean, start: number, end: number) =>
  (text: string): string =>
    on && text !== '' ? `\u001B[${start}m${text}\u001B[${end}m` : text;

/**
 * Colour only on a terminal that can show it, and never with `NO_COLOR` set to anything but the empty text
 * (https://no-color.org).
 */
export function styleFor(io: Pick<CliIo, 'isTTY' | 'env'>): Style {
  const on = io.isTTY && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
  return {
    bold: sgr(on, 1, 22),
    good: sgr(on, 32, 39),
    bad: sgr(on, 31, 39),
  };
}

/** The style of a file or a pipe. */
export const PLAIN: Style = styleFor({ isTTY: false, env: {} });
