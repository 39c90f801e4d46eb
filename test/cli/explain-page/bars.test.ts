import { renderBar, renderLegend, scaleOf } from '../../../src/cli/explain-page/bars';
import { select } from '../../../src/selection';
import { MIXED_OFFERS } from '../../selection/golden/offers';
import { preferences, requirements, SEED_OFFERS, selectInput } from '../../support/offers';

const mixed = select(
  selectInput({
    offers: MIXED_OFFERS,
    requirements: requirements({ regions: ['US', 'EU'] }),
    preferences: preferences({
      regionPolicy: 'score',
      modifiers: { high_bandwidth: 0.1, high_latency: -0.2 },
    }),
  }),
).record;
const seed = select(selectInput({ offers: SEED_OFFERS })).record;

/** The coloured boxes of a bar as shares of its width. */
function boxesOf(bar: string): readonly { readonly from: number; readonly to: number }[] {
  return [...bar.matchAll(/<rect\s+x="([\d.]+)%"[^>]*?width="([\d.]+)%"/g)].map(([, x, width]) => ({
    from: Number(x),
    to: Number(x) + Number(width),
  }));
}
const endOf = (bar: string): number => Number(/class="end"\s+x1="([\d.]+)%"/.exec(bar)?.[1]);

test('segments touch each other and end at the final score when nothing is taken off', () => {
  const scale = scaleOf(seed.ranking, seed);
  expect(scale.low).toBe(0);
  for (const offer of seed.ranking) {
    const bar = renderBar(offer, seed, scale).text;
    const boxes = boxesOf(bar);
    expect(boxes[0]?.from).toBe(0);
    expect(Math.max(...boxes.map(({ to }) => to))).toBeCloseTo(endOf(bar), 1);
    expect(endOf(bar)).toBeCloseTo((offer.final / scale.high) * 100, 1);
  }
});

test('penalties lie left of zero and the mark at what remains', () => {
  const scale = scaleOf(mixed.ranking, mixed);
  expect(scale.low).toBeCloseTo(-0.35);
  const german = mixed.ranking.find(({ region }) => region.code === 'DE');
  if (german === undefined) throw new Error('no German offer');
  const bar = renderBar(german, mixed, scale).text;
  expect(bar).toContain('class="zero"');
  const span = scale.high - scale.low;
  expect(endOf(bar)).toBeCloseTo(((german.final - scale.low) / span) * 100, 1);
  const zero = (-scale.low / span) * 100;
  expect(boxesOf(bar).some(({ to }) => to <= zero + 0.1)).toBe(true);
  for (const { from, to } of boxesOf(bar)) {
    expect(from).toBeGreaterThanOrEqual(-0.01);
    expect(to).toBeLessThanOrEqual(100.02);
  }
});

test('a bar says in words what it shows', () => {
  const [winner] = seed.ranking;
  if (winner === undefined) throw new Error('no winner');
  expect(renderBar(winner, seed, scaleOf(seed.ranking, seed)).text).toContain(
    'aria-label="Final score 1.037: latency 0.322, price 0.117, GPU match 0.200, reliability 0.148, availability 0.050, region bonus 0.200"',
  );
});

test('the legend names every part with its weight', () => {
  const legend = renderLegend(mixed).text.replace(/\s+/g, ' ');
  for (const word of ['latency', 'weight 0.35', 'region bonus', 'modifiers']) expect(legend).toContain(word);
  expect(renderLegend({ ...seed, ranking: [] }).text).toBe('');
});
