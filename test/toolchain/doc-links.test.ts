/** Links between the Markdown files of this project lead somewhere: the file exists, and so does the heading. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CHECKOUT = path.resolve(__dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(CHECKOUT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

/** The text without code, in which brackets mean something else. */
function prose(file: string): string {
  return readFileSync(path.join(CHECKOUT, file), 'utf8').replace(/^```[^]*?^```/gm, '');
}

/** The names that renderers give to the headings of a page. */
function anchors(file: string): ReadonlySet<string> {
  const headings = [...prose(file).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text);
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

const links = pages.flatMap((page) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => [page, target] as const),
);

test.each(links)('%s: %s', (page, link) => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  expect(existsSync(path.join(CHECKOUT, target))).toBe(true);
  if (anchor !== undefined) expect(anchors(target)).toContain(anchor);
});
