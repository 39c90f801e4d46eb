import { DiagnosticError } from '../tfplugin';

/** The number of an object on the platform. Throws a DiagnosticError for a text that is none, as from an import. */
export function numericId(text: string, what: string): number {
  if (/^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new DiagnosticError({
    summary: `Not the id of ${what}`,
    detail: `"${text.slice(0, 60)}" is no id of ${what}: use the number that the platform shows, such as 123456.`,
  });
}
