import { frameAround } from '../../../src/cli/explain-page/map-frame';
import { rings } from '../../../src/cli/explain-page/map-lines';
import { bonusOf, clustersOf, sitesOf } from '../../../src/cli/explain-page/map-sites';
import { renderMap } from '../../../src/cli/explain-page/map';
import { REGIONS, regionByCode, select, type SelectionRecord } from '../../../src/selection';
import { MIXED_OFFERS } from '../../selection/golden/offers';
import { offer, preferences, requirements, SEED_OFFERS, selectInput } from '../../support/offers';

const everywhere = select(
  selectInput({
    offers: MIXED_OFFERS,
    requirements: requirements({ regions: ['*'] }),
    preferences: preferences({ regionPolicy: 'score' }),
  }),
).record;
const seed = select(selectInput({ offers: SEED_OFFERS })).record;

const mapOf = (record: SelectionRecord): string =>
  renderMap(record).text.replace(/\s+/g, ' ').replaceAll(' >', '>');
const placeOf = (code: string) => {
  const region = regionByCode(code);
  if (region === undefined) throw new Error(code);
  return region.point;
};

describe('frameAround', () => {
  test('holds the contiguous states, and whatever else is asked for', () => {
    const states = REGIONS.filter(
      ({ code, tier }) => /^US-/.test(code) && /us-(west|central|east)/.test(tier),
    );
    const plain = frameAround([]);
    for (const { code, point } of states)
      expect([code, plain.contains(plain.toDrawing(point))]).toEqual([code, true]);
    for (const code of ['US-AK', 'US-PR', 'CA-NL', 'MX']) {
      const wide = frameAround([placeOf(code)]);
      expect([code, wide.contains(wide.toDrawing(placeOf(code)))]).toEqual([code, true]);
      expect(wide.scale).toBeLessThanOrEqual(plain.scale);
    }
  });
});

describe('clustersOf', () => {
  test('one cluster a region, by its best offer, and every offer once', () => {
    const clusters = clustersOf(everywhere.ranking);
    expect(clusters[0]?.code).toBe('US-CA');
    expect(new Set(clusters.map(({ code }) => code)).size).toBe(clusters.length);
    expect(clusters.flatMap(({ offers }) => offers)).toHaveLength(everywhere.ranking.length);
    const bests = clusters.map(({ offers }) => offers[0].rank);
    expect(bests).toEqual([...bests].sort((a, b) => a - b));
  });

  test('places abroad and unknown ones are not on the map, bare countries are vague', () => {
    const byCode = new Map(clustersOf(everywhere.ranking).map((cluster) => [cluster.code, cluster]));
    expect(byCode.get('DE')?.region).toBeUndefined();
    expect(byCode.get('??')?.region).toBeUndefined();
    expect(byCode.get('US')).toMatchObject({ vague: true, region: { code: 'US' } });
    expect(byCode.get('US-TX')).toMatchObject({ vague: false });
  });
});

test('sitesOf has every region of North America but the bare countries', () => {
  const frame = frameAround([]);
  const codes = sitesOf(frame, { x: 50, y: 500 }).map(({ region }) => region.code);
  const expected = REGIONS.filter(({ code, tier }) => tier !== 'non-na' && code !== 'US' && code !== 'CA');
  expect([...codes].sort()).toEqual(expected.map(({ code }) => code).sort());
  expect(sitesOf(frame, null).map(({ region }) => region.code)).not.toContain('US-HI');
});

test('bonusOf prefers the code, then the tier, then the table', () => {
  const texas = regionByCode('US-TX');
  if (texas === undefined) throw new Error('no Texas');
  const changed = (regionBonuses: Record<string, number>): SelectionRecord => ({ ...seed, regionBonuses });
  expect(bonusOf(texas, changed({}))).toBe(0.15);
  expect(bonusOf(texas, changed({ 'us-central': 0.5 }))).toBe(0.5);
  expect(bonusOf(texas, changed({ 'us-central': 0.5, 'US-TX': 0 }))).toBe(0);
});

describe('rings', () => {
  const frame = frameAround([]);
  const vantage = { latitude: 37.4, longitude: -122.1 };

  test('lie where the estimate says', () => {
    const plain = rings(frame, vantage, 1, []);
    expect(plain.paths.length).toBeGreaterThan(3);
    expect(plain.labels.map(({ text }) => /~(\d+)ms/.exec(text)?.[1])).toContain('30');
  });

  test('move in when measurements say that everything takes longer, and disappear when nothing is that near', () => {
    const width = ({ text }: { text: string }): number => {
      const xs = [...text.matchAll(/[ML](-?[\d.]+) /g)].map((match) => Number(match[1]));
      return Math.max(...xs) - Math.min(...xs);
    };
    const [plain] = rings(frame, vantage, 1, []).paths;
    const [slow] = rings(frame, vantage, 1.5, []).paths;
    if (plain === undefined || slow === undefined) throw new Error('no ring');
    expect(width(slow)).toBeLessThan(width(plain));
    expect(rings(frame, vantage, 4, []).labels.some(({ text }) => text.includes('~20ms'))).toBe(false);
  });

  test('labels give way to what is there', () => {
    const everything = { left: 0, top: 0, right: 1000, bottom: 800 };
    expect(rings(frame, vantage, 1, [everything]).labels).toEqual([]);
  });
});

describe('renderMap', () => {
  test('shows the best offer of each region with its rank, and says so in words', () => {
    const map = mapOf(everywhere);
    expect(/class="marker best">.*?<text[^>]*>(\d+)<\/text>/.exec(map)?.[1]).toBe('1');
    expect(map).toContain('>US-WA ×2</text>');
    expect(map).toContain('>US (state?)</text>');
    expect(map).toContain('Hawaii, moved here');
    expect(map).toContain('California: 2 offers, best rank 1');
    expect(map).toContain('California (US-CA), US West Coast, bonus +0.20');
    expect(map).not.toContain('Germany');
    expect(/NaN|Infinity|undefined/.exec(map)).toBeNull();
  });

  test('Hawaii is drawn only where it has an offer', () => {
    expect(mapOf(seed)).not.toContain('Hawaii, moved here');
  });

  test('a vantage on another continent is left out and shrinks nothing', () => {
    const berlin = { lat: 52.5, lon: 13.4, name: 'Berlin' };
    const map = mapOf({ ...seed, vantage: berlin });
    expect(map).not.toContain('class="vantage"');
    expect(map).toContain('Latency is estimated from Berlin');
    const tokyo = mapOf({ ...seed, vantage: { lat: 35.7, lon: 139.7, name: 'Tokyo' } });
    expect(/viewBox="[^"]*"/.exec(map)?.[0]).toBe(/viewBox="[^"]*"/.exec(tokyo)?.[0]);
  });

  test('every region of the table can be where the only offer is', () => {
    for (const { code, name, country } of REGIONS) {
      const geolocation = code.includes('-') ? `${name}, ${country}` : `, ${country}`;
      const { record } = select(
        selectInput({
          offers: [offer({ id: 1, geolocation, dph_total: 0.2, reliability: 0.99 })],
          requirements: requirements({ regions: ['*'] }),
        }),
      );
      const map = mapOf(record);
      const shown = record.ranking[0]?.region.tier !== 'non-na';
      expect([code, /NaN|Infinity/.test(map), map.includes('class="marker best"')]).toEqual([
        code,
        false,
        shown,
      ]);
    }
  });
});
