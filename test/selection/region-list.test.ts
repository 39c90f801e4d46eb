import {
  covers,
  parseGeolocation,
  parseRegionList,
  reaches,
  resolveRegions,
  stagesOf,
} from '../../src/selection';
import { countriesOf, stageOf } from '../../src/selection/region-list';

describe('parseRegionList', () => {
  test('trims, upper-cases, and drops what is repeated', () => {
    expect(parseRegionList(' us-ca , US-TX,, us ,US-CA')).toEqual({
      regions: ['US-CA', 'US-TX', 'US'],
      problems: [],
      warnings: ["region 'US-CA' is listed twice; the first one counts"],
    });
  });

  test.each([
    ['US-XX', 'US-'],
    ['California', "'US-CA' is the code"],
    ['TX', "did you mean 'US-TX'?"],
    ['UK', "the United Kingdom is 'GB'"],
    ['DE-BY', "use 'DE'"],
    ['US_CA', "'US-CA'"],
    ['ZZ', 'is not a region'],
  ])('%s is refused with a hint', (entry, hint) => {
    const { problems } = parseRegionList(`US,${entry}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`'${entry}' is not a region`);
    expect(problems[0]).toContain(hint);
  });

  test('an empty list is refused', () => {
    expect(parseRegionList(' , ').problems).toEqual(['the list names no region']);
  });

  test.each([
    ['CA', true],
    ['US-TX,CA', true],
    ['US,CA', false],
    ['CA-ON,CA', false],
    ['US-CA', false],
  ])('%s: CA is Canada, warning %s (selection.md 2, A1)', (list, warns) => {
    expect(parseRegionList(list).warnings.some((text) => text.includes('Canada'))).toBe(warns);
  });
});

describe('covers', () => {
  test.each([
    ['US', 'California, US', true],
    ['US', ', US', true],
    ['US', 'Puerto Rico, PR', false],
    ['PR', 'Puerto Rico, PR', true],
    ['US-PR', 'Puerto Rico, PR', true],
    ['US-GA', 'Georgia, US', true],
    ['US-GA', 'Georgia, GE', false],
    ['US-CA', ', US', false],
    ['CA', 'Quebec, CA', true],
    ['CA', 'California, US', false],
    ['EU', 'Germany, DE', true],
    ['EU', 'London, GB', true],
    ['EU', 'Moscow, RU', false],
    ['NA', 'Ontario, CA', true],
    ['NA', 'U.S. Virgin Islands, VI', true],
    ['NA', 'Namibia, NA', false],
    ['NA', 'Guam, GU', false],
    ['*', 'Atlantis', true],
    ['DE', 'Atlantis', false],
  ])('%s covers %s: %s', (entry, place, expected) => {
    expect(covers(entry, parseGeolocation(place))).toBe(expected);
  });
});

describe('stages', () => {
  test('states together first, then each wildcard in list order', () => {
    const stages = stagesOf(['US', 'US-CA', 'CA', 'CA-ON', 'EU']);
    expect(stages).toEqual([['US-CA', 'CA-ON'], ['US'], ['CA'], ['EU']]);
    expect(
      ['Ontario, CA', 'Texas, US', 'Quebec, CA', 'France, FR', 'Japan, JP'].map((place) =>
        stageOf(stages, parseGeolocation(place)),
      ),
    ).toEqual([1, 2, 3, 4, 0]);
  });

  test('a list without states begins with its first wildcard', () => {
    expect(stagesOf(['US', 'CA'])).toEqual([['US'], ['CA']]);
  });
});

test('countriesOf is the union of the countries that a list reaches', () => {
  expect(countriesOf(['US-CA', 'US', 'CA-ON'])).toEqual(['CA', 'US']);
  expect(countriesOf(['US-PR'])).toEqual(['PR']);
  expect(countriesOf(['NA'])).toEqual(['CA', 'MX', 'PR', 'US', 'VI']);
  expect(countriesOf(['EU'])).toHaveLength(32);
  expect(countriesOf(['US', '*'])).toBeNull();
});

describe('resolveRegions', () => {
  test('without a list: the location, and Canada after the United States', () => {
    expect(resolveRegions({}).regions).toEqual(['US', 'CA']);
    expect(resolveRegions({ location: 'US' }).regions).toEqual(['US', 'CA']);
    expect(resolveRegions({ location: 'DE' }).regions).toEqual(['DE']);
    expect(resolveRegions({ preferredRegions: [] }).regions).toEqual(['US', 'CA']);
  });

  test('the list counts, and a location that it does not reach gives a warning', () => {
    const preferredRegions = ['US-CA', 'EU'];
    expect(resolveRegions({ location: 'US', preferredRegions })).toEqual({
      regions: preferredRegions,
      warnings: [],
    });
    expect(resolveRegions({ location: 'JP', preferredRegions }).warnings).toEqual([
      "location 'JP' is ignored: the preferred regions US-CA,EU are not in it",
    ]);
  });

  test('reaches', () => {
    expect(reaches(['US-CA'], 'US')).toBe(true);
    expect(reaches(['CA'], 'US')).toBe(false);
    expect(reaches(['*'], 'JP')).toBe(true);
  });
});
