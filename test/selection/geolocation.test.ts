import fc from 'fast-check';

import { REGIONS, parseGeolocation } from '../../src/selection';
import { PLACE_ROWS } from './golden/tables';

describe('parseGeolocation', () => {
  test.each(PLACE_ROWS)('%j is %s in %s (selection.md 7.1)', (text, code, country) => {
    expect(parseGeolocation(text)).toMatchObject({ code, country });
  });

  test.each([
    ['Yukon Territory, CA', 'CA-YT'],
    ['PEI, CA', 'CA-PE'],
    ['Labrador, CA', 'CA-NL'],
    ['Washington DC, US', 'US-DC'],
    ["Hawai'i, US", 'US-HI'],
    ['  new   york , us ', 'US-NY'],
    ['us-ca', 'US-CA'],
    ['Puerto Rico, US', 'US-PR'],
    ['US-XX', '??'],
    ['California', '??'],
    ['USA', '??'],
    [',,,', '??'],
  ])('%j is %s', (text, code) => {
    expect(parseGeolocation(text).code).toBe(code);
  });

  test('a territory written as a state keeps its own country, so that US does not cover it', () => {
    expect(parseGeolocation('Puerto Rico, US').country).toBe('PR');
  });

  test.each([undefined, 5, true, {}, ['California, US']])('%j, no text, is unknown', (value) => {
    expect(parseGeolocation(value)).toMatchObject({ code: '??', source: '' });
  });

  test('substrings never count: Russia and Austria are not in the US (bug 11 of selection.md 3)', () => {
    expect(parseGeolocation('Russia, RU').country).toBe('RU');
    expect(parseGeolocation('Austria, AT').country).toBe('AT');
    expect(parseGeolocation('Arkansas, US').code).toBe('US-AR');
  });

  test('the source is kept, without what could write on a terminal', () => {
    expect(parseGeolocation('California,\u001b[31m US').source).toBe('California, [31m US');
    expect(parseGeolocation('Texas, US').source).toBe('Texas, US');
    expect(parseGeolocation(`${'x'.repeat(5_000_000)}, US`)).toMatchObject({ code: 'US' });
    expect(parseGeolocation(`${'x'.repeat(5_000_000)}, US`).source.length).toBeLessThanOrEqual(200);
  });

  test('every region is found by its code, and by its name with its country', () => {
    for (const { code, name, country } of REGIONS) {
      expect(parseGeolocation(code).code).toBe(code);
      if (code.includes('-')) expect(parseGeolocation(`${name}, ${country}`).code).toBe(code);
    }
  });

  test('never throws, and always names a code and a country', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('U', 'S', 'C', 'A', ',', ' ', '-', 'N') }),
        ),
        (text) => {
          const { code, country } = parseGeolocation(text);
          expect(code).toMatch(/^(?:[A-Z]{2}(?:-[A-Z]{2})?|\?\?)$/);
          expect(country).toMatch(/^(?:[A-Z]{2}|\?\?)$/);
        },
      ),
    );
  });
});
