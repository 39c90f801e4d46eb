/** Text from strangers, and suggestions for what a user may have meant. */

/**
 * Makes text of the marketplace fit for a terminal, a log and a record: control and formatting characters (colour
 * codes, text direction marks) become spaces, runs of space collapse, and the length is limited.
 */
export function printable(text: string, limit = 200): string {
  // Cut first: a hostile megabyte must not be searched through.
  const clean = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ')
    .trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

/** Edits (insert, delete, replace, swap of neighbours) between two short texts. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The known words closest to a text, best first; none when nothing is close.
 * @param count how many at most; default 1
 */
export function nearest(text: string, known: readonly string[], count = 1): string[] {
  const wanted = text.slice(0, 64).toUpperCase();
  const limit = Math.max(1, Math.floor(wanted.length / 2));
  return known
    .map((word) => ({ word, distance: editDistance(wanted, word.toUpperCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ word }) => word);
}
