/** Whether `error` is the operating system's answer `code`, such as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  // By shape: an error of Node's own modules may come from another realm, where `instanceof Error` fails.
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
