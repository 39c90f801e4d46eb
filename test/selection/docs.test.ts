/** docs/selection.md tells users numbers; here each of them is computed again. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CONFIG_SCHEMA_PATH } from '../../src/config';
import { KNOWN_KEYS } from '../../src/config/env-schema';
import {
  DEFAULT_WEIGHTS,
  PROFILES,
  TIER_BONUSES,
  defaultRequirements,
  formatBonus,
  renderSelectionLog,
  select,
} from '../../src/selection';
import type { RankedOffer } from '../../src/selection';
import { load } from '../config/support';
import {
  FILLER_OFFERS,
  SEED_LATENCIES,
  SEED_OFFERS,
  preferences,
  requirements,
  selectInput,
} from '../support/offers';
import { MIXED_OFFERS } from './golden/offers';

const text = readFileSync(path.resolve(__dirname, '../../docs/selection.md'), 'utf8');

/** What follows a mark, up to the next heading or mark. */
function part(mark: string): string {
  const [, rest] = text.split(`<!-- checked by test/selection/docs.test.ts: ${mark} -->`);
  if (rest === undefined) throw new Error(`docs/selection.md has no part '${mark}'`);
  return rest.split(/\n(?:#|<!--)/)[0] ?? '';
}

/** The first table of a text, cell by cell, without its head. */
function rowsOf(content: string): string[][] {
  const lines = content.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function table(mark: string): string[][] {
  return rowsOf(part(mark));
}

const example = select(
  selectInput({ offers: [...SEED_OFFERS, ...FILLER_OFFERS], probes: SEED_LATENCIES, calibrate: false }),
).record;
const three = example.ranking.slice(0, 3);
const fixed = (value: number): string => value.toFixed(6);

describe('the example', () => {
  test('offers', () => {
    expect(table('offers')).toEqual(
      three.map(({ offerId, region, pricePerHour, reliability, latency }) => [
        String(offerId),
        region.code,
        pricePerHour.toFixed(2),
        `${((reliability ?? 0) * 100).toFixed(1)} %`,
        `${latency.ms ?? ''} ms`,
      ]),
    );
    const { lo, hi } = example.pools[0] ?? { lo: NaN, hi: NaN };
    expect(text).toContain(`34 costs $${lo}, the dearest $${hi}. The spread of $${(hi - lo).toFixed(3)}`);
    expect(0.15 * defaultRequirements.maxPricePerHour).toBeCloseTo(hi - lo, 12);
  });

  test('components', () => {
    expect(table('components')).toEqual(
      three.map(({ offerId, latency, pricePerHour, components }) => [
        String(offerId),
        `1 - ${latency.ms ?? ''}/150 = ${fixed(components.latency)}`,
        `(0.26 - ${pricePerHour}) / 0.075 = ${fixed(components.price)}`,
        String(components.gpuMatch),
        String(components.reliability),
        String(components.availability),
      ]),
    );
    for (const { latency, pricePerHour, components } of three) {
      expect(1 - (latency.ms ?? NaN) / 150).toBeCloseTo(components.latency, 6);
      expect((0.26 - pricePerHour) / 0.075).toBeCloseTo(components.price, 6);
    }
  });

  test('scores', () => {
    expect(table('scores')).toEqual(
      three.map(({ offerId, components, base, bonus, final }) => [
        String(offerId),
        fixed(DEFAULT_WEIGHTS.latency * components.latency),
        fixed(DEFAULT_WEIGHTS.price * components.price),
        fixed(DEFAULT_WEIGHTS.gpuMatch * components.gpuMatch),
        fixed(DEFAULT_WEIGHTS.reliability * components.reliability),
        fixed(DEFAULT_WEIGHTS.availability * components.availability),
        fixed(base),
        formatBonus(bonus.region),
        fixed(final),
      ]),
    );
  });

  test('log', () => {
    const block = part('log')
      .split('\n')
      .filter((line) => line.startsWith('    '))
      .map((line) => line.slice(4));
    expect(block).toEqual(renderSelectionLog(example));
  });

  test('why not the cheapest', () => {
    const [winner] = three;
    const cheapest = [...example.ranking].sort((a, b) => a.pricePerHour - b.pricePerHour)[0];
    if (winner === undefined || cheapest === undefined) throw new Error('the example is empty');
    expect(cheapest).toMatchObject({
      offerId: 30001,
      rank: 4,
      pricePerHour: 0.185,
      components: { price: 1 },
    });
    expect(text).toContain(
      `ends up fourth with\n${fixed(cheapest.final)}: its latency (${cheapest.latency.ms ?? ''} ms`,
    );
    const lost = (part: 'latency' | 'price' | 'availability'): number =>
      DEFAULT_WEIGHTS[part] * (winner.components[part] - cheapest.components[part]);
    expect(text).toContain(`earns ${lost('latency').toFixed(3)} less`);
    expect(text).toContain(`costs ${lost('availability').toFixed(3)} more`);
    expect(text).toContain(`brings back only ${(-lost('price')).toFixed(2)}`);
    expect(cheapest.durationSeconds).toBe(3 * 86_400);

    const priceOnly = { latency: 0, price: 1, gpuMatch: 0, reliability: 0, availability: 0 };
    const regionBonuses = Object.fromEntries(Object.keys(TIER_BONUSES).map((tier) => [tier, 0]));
    const { record } = select(
      selectInput({
        offers: [...SEED_OFFERS, ...FILLER_OFFERS],
        preferences: preferences({ weights: priceOnly, regionBonuses }),
      }),
    );
    expect(record.ranking[0]?.offerId).toBe(30001);
  });

  test('why not the nearest', () => {
    const { ranking, pools } = select(
      selectInput({
        offers: MIXED_OFFERS,
        requirements: requirements({
          regions: ['US', 'CA', 'MX', 'PR', 'EU'],
          blockedHosts: ['host:777001'],
        }),
        preferences: preferences({ regionPolicy: 'score' }),
      }),
    ).record;
    expect(pools).toMatchObject([{ lo: 0.12, hi: 0.5 }]);
    const row = ({
      offerId,
      region,
      latency,
      pricePerHour,
      durationSeconds,
      base,
      bonus,
      final,
    }: RankedOffer) => [
      String(offerId),
      region.code,
      `${latency.ms ?? ''} ms`,
      pricePerHour.toFixed(2),
      `${(durationSeconds ?? NaN) / 86_400} days`,
      fixed(base),
      formatBonus(bonus.region),
      fixed(final),
    ];
    expect(table('nearest')).toEqual(
      ranking.filter(({ offerId }) => [20007, 20008].includes(offerId)).map(row),
    );
    expect(ranking.find(({ offerId }) => offerId === 20008)?.reliability).toBe(0.965);
    expect(ranking.find(({ offerId }) => offerId === 20007)?.reliability).toBe(0.988);
  });
});

test('equivalents', () => {
  const spread = 0.15 * defaultRequirements.maxPricePerHour;
  const { latency, price, reliability, availability } = DEFAULT_WEIGHTS;
  const row = (points: number, label: string): string[] => {
    const percent = (points / reliability) * 100;
    const days = (points / availability) * 30;
    return [
      label,
      `$${((points / price) * spread).toFixed(3)}/h`,
      `${((points / latency) * 150).toFixed(1)} ms`,
      percent > 100 ? '–' : `${percent.toFixed(1)} percentage points`,
      days > 30.001 ? '–' : `${days.toFixed(0)} days`,
    ];
  };
  expect(table('equivalents')).toEqual([
    row(0.01, '0.01'),
    row(TIER_BONUSES['us-west'] - TIER_BONUSES['us-central'], '0.05 (one tier)'),
    row(TIER_BONUSES['us-west'] - TIER_BONUSES['us-east'], '0.10 (West to East)'),
    row(price, '0.25 (all of the price)'),
  ]);
});

describe('tables', () => {
  test('weights and bonuses', () => {
    const weights = rowsOf(text.slice(text.indexOf('## The score'))).map(([name, weight]) => [
      name,
      Number(weight),
    ]);
    expect(weights).toEqual([
      ['latency', DEFAULT_WEIGHTS.latency],
      ['price', DEFAULT_WEIGHTS.price],
      ['GPU match', DEFAULT_WEIGHTS.gpuMatch],
      ['reliability', DEFAULT_WEIGHTS.reliability],
      ['availability', DEFAULT_WEIGHTS.availability],
    ]);
    const bonuses = rowsOf(text.slice(text.indexOf('The location bonus is in score points'))).map(
      ([, bonus]) => bonus,
    );
    expect(bonuses).toEqual(
      (
        [
          'us-west',
          'us-central',
          'us-east',
          'us-remote',
          'us-unknown',
          'us-territory',
          'canada',
          'mexico',
          'non-na',
        ] as const
      ).map((tier) => formatBonus(TIER_BONUSES[tier])),
    );
  });

  test('every key, with the default that it has', () => {
    const rows = table('keys').map(
      ([key = '', value = '']) => [key.replaceAll('`', ''), value.replaceAll('`', '')] as const,
    );
    expect(rows.map(([key]) => key).sort()).toEqual([...KNOWN_KEYS].sort());
    const env = Object.fromEntries(rows.filter(([, value]) => value !== '–'));
    expect({ ...load({ env }), choices: null }).toEqual({ ...load(), choices: null });
  });

  test('every key of vast-provider-config.yaml, with the default that it has', () => {
    const schema: unknown = JSON.parse(
      readFileSync(path.resolve(__dirname, '../..', CONFIG_SCHEMA_PATH), 'utf8'),
    );
    const documented = new Map(
      table('yaml').map(([key = '', value = '']) => [key.replaceAll('`', ''), value.replaceAll('`', '')]),
    );
    const leaves = leavesOf(schema, '');
    expect([...documented.keys()].sort()).toEqual([...leaves.keys()].sort());
    for (const [key, value] of leaves)
      if (value !== undefined)
        expect([key, documented.get(key)]).toEqual([key, JSON.stringify(value).replaceAll('"', '')]);
  });

  test('profiles', () => {
    expect(table('profiles')).toEqual(
      Object.entries(PROFILES).map(([name, profile]) => [
        `\`${name}\``,
        profile.gpuName,
        String(profile.maxPricePerHour),
        String(profile.minReliability),
        String(profile.minDownloadMbps ?? defaultRequirements.minDownloadMbps),
        profile.regions.join(','),
      ]),
    );
  });
});

/** The settings of a JSON Schema by path, with their defaults; objects that have no fixed fields are leaves. */
function leavesOf(schema: unknown, prefix: string): Map<string, unknown> {
  const node = schema as Readonly<Record<string, unknown>>;
  const variants = (node['anyOf'] ?? [node]) as readonly Readonly<Record<string, unknown>>[];
  // A union of several shapes (vantage) is one setting; `anyOf` with null is an optional section.
  const solid = variants.filter(({ type }) => type !== 'null');
  const properties = solid.length === 1 ? solid[0]?.['properties'] : undefined;
  if (properties === undefined) return new Map([[prefix, node['default']]]);
  const inner = Object.entries(properties as Readonly<Record<string, unknown>>);
  return new Map(
    inner.flatMap(([key, child]) => [...leavesOf(child, prefix === '' ? key : `${prefix}.${key}`)]),
  );
}
