/** Text that is HTML already and goes into a page as it is. Only {@link html} and {@link trusted} make it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, markup is not, lists are joined, `null` leaves nothing. */
export type Content = Markup | string | number | null | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Makes any text fit for an element or a quoted attribute. Control characters and direction marks, which could make a
 * page read as something else, become spaces.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function render(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(render).join('');
  return escapeHtml(String(content));
}

/** A piece of a page: everything that is put in is escaped unless it is a piece itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + render(values[index] ?? null)).join(''));
}

/** Marks constant text of ours, such as the style sheet, as markup. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** A coordinate or length for SVG: two decimals, no exponent, never NaN. */
export function coordinate(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}

/** A share of 1 as an SVG length: `12.34%`. */
export function share(value: number): string {
  return `${coordinate(value * 100)}%`;
}
