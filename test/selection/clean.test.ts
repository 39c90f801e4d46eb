import { cleanOffers } from '../../src/selection/clean';
import { offer } from '../support/offers';

function only(row: unknown) {
  const { offers } = cleanOffers([row]);
  return offers[0];
}

describe('cleanOffers', () => {
  test.each([
    null,
    undefined,
    5,
    'x',
    true,
    [],
    [1],
    {},
    { id: 0 },
    { id: -1 },
    { id: 1.5 },
    { id: '7' },
    { id: 1e300 },
    { id: null },
  ])('%j is malformed', (row) => {
    expect(cleanOffers([row])).toMatchObject({ offers: [], malformed: 1 });
  });

  test('reads the fields that the API sends, decimals included (bugs 1 to 4 of selection.md 3)', () => {
    const row = offer({
      id: 7,
      dph: 99,
      dph_total: 0.23,
      inet_down: 812.4,
      geolocation: 'California, US',
      reliability: 0.9,
    });
    expect(only(row)).toMatchObject({
      price: 0.23,
      inetDownMbps: 812.4,
      verified: true,
      rentable: true,
      reliability: 0.9,
    });
    expect(only(row)?.region.code).toBe('US-CA');
  });

  test('verified is the word, not the flag', () => {
    expect(only(offer({ id: 1, verified: null, verification: 'verified' }))?.verified).toBe(true);
    expect(only(offer({ id: 1, verified: true, verification: 'unverified' }))?.verified).toBe(false);
  });

  test('falls back to reliability2', () => {
    expect(only(offer({ id: 1, reliability: null, reliability2: 0.97 }))?.reliability).toBe(0.97);
    expect(only(offer({ id: 1, reliability: 0.9, reliability2: 0.97 }))?.reliability).toBe(0.9);
  });

  test.each([['0.2'], [NaN], [Infinity], [null], [undefined], [{}], [0], [-1]])(
    'a price of %p is missing',
    (value) => {
      expect(only(offer({ id: 1, dph_total: value }))?.price).toBeNull();
    },
  );

  test.each([[98.5], [-0.1], ['0.99'], [NaN]])('a reliability of %p is missing', (value) => {
    expect(only(offer({ id: 1, reliability: value }))?.reliability).toBeNull();
  });

  test('an id twice: the higher price is kept, whatever the order, and counted', () => {
    const cheap = offer({ id: 9, dph_total: 0.1 });
    const dear = offer({ id: 9, dph_total: 0.3 });
    const broken = offer({ id: 9, dph_total: 'x' });
    for (const rows of [
      [cheap, dear, broken],
      [broken, dear, cheap],
      [dear, broken, cheap],
    ]) {
      expect(cleanOffers(rows)).toMatchObject({
        offers: [{ id: 9, price: 0.3 }],
        duplicates: 2,
        firstDuplicate: 9,
      });
    }
  });

  test('an id twice at one price: the same row is kept, whatever the order', () => {
    const a = offer({ id: 9, dph_total: 0.1, reliability: 0.99 });
    const b = offer({ id: 9, dph_total: 0.1, reliability: 0.98 });
    expect(cleanOffers([a, b]).offers).toEqual(cleanOffers([b, a]).offers);
  });

  test('trims addresses', () => {
    expect(only(offer({ id: 1, public_ipaddr: ' 198.51.100.7\n' }))?.address).toBe('198.51.100.7');
    expect(only(offer({ id: 1, public_ipaddr: 5 }))?.address).toBeNull();
  });
});
