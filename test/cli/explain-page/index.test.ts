import { renderExplainPage } from '../../../src/cli/explain-page';
import {
  REASON_TEXTS,
  select,
  trimRecord,
  type RankedOffer,
  type SelectionRecord,
} from '../../../src/selection';
import { MIXED_OFFERS } from '../../selection/golden/offers';
import {
  FILLER_OFFERS,
  preferences,
  requirements,
  SEED_LATENCIES,
  SEED_OFFERS,
  selectInput,
} from '../../support/offers';

const seed = select(
  selectInput({ offers: [...SEED_OFFERS, ...FILLER_OFFERS], probes: SEED_LATENCIES }),
).record;
const mixed = select(
  selectInput({
    offers: MIXED_OFFERS,
    requirements: requirements({ regions: ['US', 'CA'], blockedHosts: ['777001'] }),
  }),
).record;

/** The text of a page as a reader meets it. */
function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}
const pageOf = (record: SelectionRecord, path = 'gpu/trainer', rentedOfferId?: number): string =>
  renderExplainPage(record, { path, rentedOfferId });

test('tells what was chosen, why, and against whom', () => {
  const text = textOf(pageOf(seed));
  for (const part of [
    'gpu/trainer',
    'offer 12345',
    'optimal latency + location',
    '34 offers of 34 fit',
    'The final score decided: 1.0198 against 0.9971 of offer 12346',
    'What separated it from the runner-up',
    'GPU match',
    'No offer that came back was rejected.',
    'high − low',
  ]) {
    expect(text).toContain(part);
  }
});

test('every reason for a rejection is there with its count, and every way to admit more', () => {
  const text = textOf(pageOf(mixed));
  for (const [reason, offers] of Object.entries(mixed.counts.byReason)) {
    expect(text).toMatch(
      new RegExp(`${REASON_TEXTS[reason as keyof typeof REASON_TEXTS]} ${reason} ${offers} `),
    );
  }
  expect(text).toContain('VAST_MAX_PRICE_PER_HOUR=0.51 (now 0.5) admits 1');
  for (const warning of mixed.warnings) expect(text).toContain(warning.replaceAll("'", '&#39;'));
});

test('all numbers are there, to check by hand', () => {
  const text = textOf(pageOf(seed));
  expect(text).toContain(
    '1 12345 62345 0.920000 0.400000 1.000000 0.985000 1.000000 0.819750 +0.20 0.00 1.019750',
  );
});

test('ten offers are open, up to a hundred folded, and the rest counted', () => {
  const rows = (page: string): number => page.match(/<td[^>]*class="rank"/g)?.length ?? 0;
  const many = {
    ...seed,
    ranking: Array.from({ length: 130 }, () => seed.ranking[5]).filter((row) => row !== undefined),
  };
  expect(rows(pageOf(trimRecord(seed)))).toBe(20);
  expect(textOf(pageOf(trimRecord(seed)))).toContain('10 more offers');
  expect(textOf(pageOf(trimRecord(seed)))).toContain('14 further offers not shown.');
  expect(rows(pageOf(many))).toBe(100);
  expect(textOf(pageOf(many))).toContain('30 further offers not shown.');
});

test('the rented offer, when it is known', () => {
  expect(textOf(pageOf(seed, 'a', 12345))).toContain('This offer was rented.');
  expect(textOf(pageOf(seed, 'a', 12347))).toContain('Rented was offer 12347, rank 3');
});

test('an empty ranking is a page too', () => {
  const none = select(
    selectInput({ offers: MIXED_OFFERS, requirements: requirements({ maxPricePerHour: 0.05 }) }),
  ).record;
  expect(textOf(pageOf(none))).toContain('No offer matches.');
  expect(textOf(pageOf(select(selectInput({ offers: [] })).record))).toContain('No offer matches.');
});

test('nothing strange in the market or the lock becomes markup', () => {
  const evil = `</title></style><script>alert(1)</script><img src="//x" onerror='y'>`;
  const poison = (offer: RankedOffer): RankedOffer => ({
    ...offer,
    gpu: evil,
    region: { ...offer.region, code: evil, name: evil, source: evil },
    bonus: { region: 0.1, modifiers: { [evil]: 0.1 } },
  });
  const page = pageOf(
    {
      ...mixed,
      ranking: mixed.ranking.map(poison),
      warnings: [evil],
      configHash: evil,
      takenAt: evil,
      vantage: { ...mixed.vantage, name: evil },
      modifiers: { [evil]: 0.1 },
      regionBonuses: { [evil]: 0.1 },
      query: { [evil]: evil },
      requirements: { ...mixed.requirements, gpuName: evil, regions: [evil], blockedHosts: [evil] },
      selectedFor: [evil as 'price'],
    },
    evil,
  );
  expect(page).not.toMatch(/<script|<img|onerror='/i);
  expect(page.match(/<style>/g)).toHaveLength(1);
});

test('the page asks for nothing: no address of anything, no script, and a policy that forbids both', () => {
  for (const page of [pageOf(seed), pageOf(mixed)]) {
    expect(page).not.toMatch(/<script|<iframe|<object|<embed|@import|https?:|\son[a-z]+=|javascript:/i);
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
    expect(page.match(/url\([^)]*\)/g)).toEqual(['url(#hatch)']);
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;`);
  }
});

test('the same record gives the same page, whatever the policy', () => {
  const scored = select(
    selectInput({ offers: MIXED_OFFERS, preferences: preferences({ regionPolicy: 'score' }) }),
  ).record;
  expect(pageOf(scored)).toBe(pageOf(JSON.parse(JSON.stringify(scored)) as SelectionRecord));
  expect(pageOf(scored)).not.toMatch(/NaN|undefined|Infinity|\[object/);
});
