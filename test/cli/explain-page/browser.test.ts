/** The page in a real browser: it is drawn, it can be read, and it keeps to itself. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { renderExplainPage } from '../../../src/cli/explain-page';
import { select, trimRecord } from '../../../src/selection';
import { MIXED_OFFERS } from '../../selection/golden/offers';
import { startChromium, type Browser, type Page } from '../../support/chromium';
import { temporaryFolder } from '../../support/cli';
import {
  FILLER_OFFERS,
  preferences,
  requirements,
  SEED_LATENCIES,
  SEED_OFFERS,
  selectInput,
} from '../../support/offers';

const seed = trimRecord(
  select(selectInput({ offers: [...SEED_OFFERS, ...FILLER_OFFERS], probes: SEED_LATENCIES })).record,
);
const mixed = select(
  selectInput({
    offers: MIXED_OFFERS,
    requirements: requirements({ regions: ['US', 'CA', 'MX', 'PR', 'EU'], blockedHosts: ['777001'] }),
    preferences: preferences({
      regionPolicy: 'score',
      modifiers: { high_bandwidth: 0.1, high_latency: -0.2 },
    }),
  }),
).record;

const folder = temporaryFolder({
  'seed.html': renderExplainPage(seed, { path: 'gpu/trainer' }),
  'mixed.html': renderExplainPage(mixed, { path: 'prod/inference/speech-to-text', rentedOfferId: 20007 }),
});
const address = (name: string): string => pathToFileURL(path.join(folder.dir, name)).href;

let browser: Browser;
// Installing the browser on a fresh machine takes minutes.
beforeAll(async () => (browser = await startChromium()), 600_000);
afterAll(async () => {
  await browser.close();
  folder.remove();
});

const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 900, 360].map((width) => ({ colorScheme, width, height: 1000 })),
);

/** Every piece of text that is too faint against what lies behind it, by the WCAG contrast ratio. */
const FAINT_TEXTS = `(() => {
  const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('title, desc, .map')) continue;
    const style = getComputedStyle(element);
    const segment = element.closest('.bar .part');
    const front = channels(segment ? style.fill : style.color);
    const back = segment ? channels(getComputedStyle(segment.querySelector('rect')).fill) : backgroundOf(element);
    const [low, high] = [luminance(front), luminance(back)].sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 4.5) faint.push(walker.currentNode.data.trim());
  }
  return faint;
})()`;

describe.each(views)('$colorScheme, $width pixels wide', (view) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage();
    await page.look(view);
  });

  test.each([
    ['seed.html', 'offer 12345', '34 offers of 34 fit'],
    ['mixed.html', 'Rented was offer 20007', 'offers of 29 fit'],
  ])('%s shows the winner, fits, is readable, and asks for nothing', async (name, ...expected) => {
    await page.open(address(name));
    const text = String(await page.evaluate('document.body.innerText')).replace(/\s+/g, ' ');
    for (const part of ['12345', 'US-CA, California', ...expected]) expect(text).toContain(part);
    expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(
      view.colorScheme === 'dark',
    );

    const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
    expect(width).toBeLessThanOrEqual(view.width);
    expect(await page.evaluate(FAINT_TEXTS)).toEqual([]);

    expect(page.console).toEqual([]);
    expect(page.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(page.requests.at(-1)).toBe(address(name));
  });

  test('everything stays readable when all parts are unfolded', async () => {
    await page.open(address('mixed.html'));
    await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true; })');
    expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(
      view.width,
    );
    expect(await page.evaluate(FAINT_TEXTS)).toEqual([]);
  });

  test('the best offer has the longest bar, and every bar is drawn', async () => {
    await page.open(address('seed.html'));
    const ends = (await page.evaluate(
      `[...document.querySelectorAll('table.ranking .bar')].filter((bar) => bar.checkVisibility())
        .map((bar) => bar.querySelector('.end').getBoundingClientRect().x)`,
    )) as number[];
    expect(ends).toHaveLength(10);
    expect(ends).toEqual([...ends].sort((a, b) => b - a));
    const widths = (await page.evaluate(
      `[...document.querySelectorAll('table.ranking tr.winner .bar .part')].map((part) => part.getBoundingClientRect().width)`,
    )) as number[];
    expect(widths).toHaveLength(6);
    expect(Math.min(...widths)).toBeGreaterThan(4);
  });
});

test.each(['light', 'dark'] as const)(
  'letters on the map stand out from every patch: %s',
  async (colorScheme) => {
    const page = await browser.newPage();
    await page.look({ colorScheme, width: 1280, height: 1000 });
    await page.open(address('mixed.html'));
    const ratios = (await page.evaluate(`(() => {
    const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const linear = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const styleOf = (selector) => getComputedStyle(document.querySelector(selector));
    const sea = channels(styleOf('.map').backgroundColor);
    const patch = channels(styleOf('.map .patch').fill);
    const alphas = [...document.querySelectorAll('.map .patch')].map((each) => Number(getComputedStyle(each).fillOpacity));
    const grounds = [0, ...alphas].map((alpha) => sea.map((value, index) => value * (1 - alpha) + patch[index] * alpha));
    const letters = ['.map .code', '.map .inset-label'].map((selector) => channels(styleOf(selector).fill));
    return letters.flatMap((letter) => grounds.map((ground) => {
      const [low, high] = [luminance(letter), luminance(ground)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    }));
  })()`)) as number[];
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  },
);

test('the two colour schemes differ, and so does what is drawn', async () => {
  const page = await browser.newPage();
  const shots: Buffer[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.look({ colorScheme, width: 800, height: 600 });
    await page.open(address('seed.html'));
    shots.push(await page.screenshot());
  }
  expect(shots[0]?.equals(shots[1] ?? Buffer.alloc(0))).toBe(false);
});

test('map labels cover neither each other nor a marker', async () => {
  const page = await browser.newPage();
  await page.look({ colorScheme: 'light', width: 1280, height: 1000 });
  await page.open(address('mixed.html'));
  const clashes = await page.evaluate(`(() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].map((each) => [each.textContent.trim(), each.getBoundingClientRect()]);
    const clash = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const labels = boxes('.map .label');
    return labels.flatMap(([name, box], index) =>
      [...labels.slice(index + 1), ...boxes('.map .marker')].filter(([, other]) => clash(box, other)).map(([other]) => name + ' / ' + other));
  })()`);
  expect(clashes).toEqual([]);
});

test('whoever cannot see it gets names: tables with headers, pictures with words, one top heading', async () => {
  const page = await browser.newPage();
  await page.open(address('mixed.html'));
  expect(
    await page.evaluate(`({
      language: document.documentElement.lang,
      headings: document.querySelectorAll('h1').length,
      tablesWithoutHeaders: [...document.querySelectorAll('table')].filter((table) => !table.querySelector('thead th[scope]')).length,
      rowsWithoutHeader: [...document.querySelectorAll('tbody tr')].filter((row) => !row.querySelector('th[scope=row]')).length,
      silentPictures: [...document.querySelectorAll('svg')].filter((svg) => svg.getAttribute('aria-hidden') !== 'true' && !svg.getAttribute('aria-label') && !svg.getAttribute('aria-labelledby')).length,
      sectionsWithoutName: [...document.querySelectorAll('section')].filter((part) => !document.getElementById(part.getAttribute('aria-labelledby'))).length,
      duplicateIds: [...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map((each) => each.id)).size,
      scripts: document.scripts.length,
    })`),
  ).toEqual({
    language: 'en',
    headings: 1,
    tablesWithoutHeaders: 0,
    rowsWithoutHeader: 0,
    silentPictures: 0,
    sectionsWithoutName: 0,
    duplicateIds: 0,
    scripts: 0,
  });
});

test('a page that does ask for something is noticed, so that the checks above mean something', async () => {
  writeFileSync(
    path.join(folder.dir, 'noisy.html'),
    '<!doctype html><img src="missing.png"><script>console.error("heard"); null.x</script>',
  );
  const page = await browser.newPage();
  await page.open(address('noisy.html'));
  expect(page.requests).toContain(address('missing.png'));
  expect(page.console.join('\n')).toContain('heard');
  expect(page.console.join('\n')).toMatch(/exception: .*TypeError/);
});
