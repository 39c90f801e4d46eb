import fc from 'fast-check';

import { CliFailure } from '../../src/cli/io';
import { checkRecord } from '../../src/cli/record-check';
import { renderExplanation } from '../../src/cli/explain-text';
import { renderExplainPage } from '../../src/cli/explain-page';
import { PLAIN } from '../../src/cli/style';
import { select, type SelectionRecord } from '../../src/selection';
import { MIXED_OFFERS } from '../selection/golden/offers';
import { minutesLater } from '../support/locks';
import { preferences, requirements, SEED_LATENCIES, selectInput } from '../support/offers';

const records: readonly SelectionRecord[] = (['staged', 'score'] as const).flatMap((regionPolicy) =>
  [['US'], ['US', 'CA', 'EU'], ['US-WY']].map(
    (regions) =>
      select(
        selectInput({
          offers: MIXED_OFFERS,
          probes: SEED_LATENCIES,
          requirements: requirements({ regions, blockedHosts: ['777001'] }),
          preferences: preferences({ regionPolicy, modifiers: { datacenter: 0.1 } }),
        }),
      ).record,
  ),
);

/** Every place in a value, as a list of keys. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

/** A copy with the value at `path` put in place of what was there. */
function changed(value: unknown, path: readonly string[], put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((item: unknown, index): unknown =>
      String(index) === key ? changed(item, rest, put) : item,
    );
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: changed(members[key], rest, put) };
}

test('every record that selection makes is good, also after a trip through JSON', () => {
  for (const record of records) {
    expect(checkRecord(JSON.parse(JSON.stringify(record)), 'here')).toEqual(record);
  }
});

test.each([
  [['schema'], 2, "'record.schema' is not 1"],
  [['ranking', '0', 'components', 'price'], '0.4', "'record.ranking.0.components.price' is not a number"],
  [['ranking', '0', 'region', 'tier'], 'mars', "'record.ranking.0.region.tier' is not one of us-west"],
  [
    ['ranking', '0', 'region', 'source'],
    'a\u001B[2J',
    "'record.ranking.0.region.source' is not a text of one line",
  ],
  [['decidedBy'], 'toString', "'record.decidedBy' is not one of gpuStage"],
  [['takenAt'], 'yesterday', "'record.takenAt' is not a time"],
  [['pools'], {}, "'record.pools' is not a list"],
  [['requirements'], [], "'record.requirements' is not an object"],
  [['relaxations', '0', 'value'], {}, "'record.relaxations.0.value' is not a list"],
])('%p = %p is refused', (path, value, message) => {
  const bad = changed(records[0], path, value);
  expect(() => checkRecord(bad, "entry 'gpu/a'")).toThrow(CliFailure);
  expect(() => checkRecord(bad, "entry 'gpu/a'")).toThrow(message);
  expect(() => checkRecord(bad, "entry 'gpu/a'")).toThrow("entry 'gpu/a'");
});

test('whatever passes can be explained, and nothing else gets that far', () => {
  const places = placesOf(records[1]);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
      const altered = changed(records[1], path, value);
      let record: SelectionRecord;
      try {
        record = checkRecord(altered, 'here');
      } catch (error) {
        expect(error).toBeInstanceOf(CliFailure);
        return;
      }
      renderExplanation(record, { path: 'p', rentedOfferId: undefined, now: minutesLater(0) }, PLAIN);
      renderExplainPage(record, { path: 'p' });
    }),
    { numRuns: 300 },
  );
});
