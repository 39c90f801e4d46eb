import { COUNTRIES } from '../../src/selection';
import { COUNTRY_GROUPS, EUROPE, NORTH_AMERICA } from '../../src/selection/countries';

test('all 249 codes of ISO 3166-1, and XK', () => {
  expect(COUNTRIES.size).toBe(250);
  for (const code of COUNTRIES) expect(code).toMatch(/^[A-Z]{2}$/);
});

test('names that Node knows agree: every code is a country, and no other two letters are', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  for (const code of COUNTRIES) expect(names.of(code)).toBeDefined();
});

test('the groups consist of countries; EU is the 27 and five more', () => {
  expect(EUROPE).toHaveLength(32);
  for (const codes of Object.values(COUNTRY_GROUPS)) {
    for (const code of codes) expect(COUNTRIES.has(code)).toBe(true);
  }
  expect(NORTH_AMERICA).not.toContain('NA');
});
