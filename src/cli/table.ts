/** One column of a text table. */
export interface Column {
  readonly title: string;
  /** Default left; numbers belong right. */
  readonly align?: 'left' | 'right';
}

const COLOUR = /\u001B\[\d+m/g;

/** Characters a terminal shows, colour codes not counted. */
function width(text: string): number {
  return Array.from(text.replace(COLOUR, '')).length;
}

function pad(text: string, to: number, align: Column['align']): string {
  const fill = ' '.repeat(Math.max(0, to - width(text)));
  return align === 'right' ? fill + text : text + fill;
}

/**
 * Sets rows in columns, two spaces apart and two in from the margin, without trailing space.
 * @param heading styles each title
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  heading: (title: string) => string = (title) => title,
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(width(title), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    `  ${columns.map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 0, align)).join('  ')}`.trimEnd();
  return [line(columns.map(({ title }) => heading(title))), ...rows.map(line)].join('\n');
}
