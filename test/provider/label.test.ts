import fc from 'fast-check';
import {
  formatLabel,
  labelText,
  MAX_LABEL_TEXT,
  parseLabel,
  type RentalLabel,
  withText,
} from '../../src/provider/label';

const hex = (digits: number) =>
  fc
    .array(
      fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16)),
      { minLength: digits, maxLength: digits },
    )
    .map((all) => all.join(''));
const text = fc.option(
  fc
    .string({ minLength: 1, maxLength: MAX_LABEL_TEXT })
    .filter((value) => value === value.trim() && value !== ''),
);
const label: fc.Arbitrary<RentalLabel> = fc.record({
  text,
  claim: hex(12),
  nonce: hex(8),
  stage: fc.constantFrom('pending', 'settled', 'failed'),
});

describe('the label of a rental', () => {
  test('reads back what was written, whatever the user part', () => {
    fc.assert(fc.property(label, (value) => expect(parseLabel(formatLabel(value))).toEqual(value)));
  });

  test('a user part that looks like a suffix stays a user part', () => {
    fc.assert(
      fc.property(label, label, (inner, outer) => {
        const value = { ...outer, text: formatLabel(inner) };
        expect(parseLabel(formatLabel(value))).toEqual(value);
      }),
    );
  });

  test('never grows beyond what the platform advises', () => {
    fc.assert(fc.property(label, (value) => expect(formatLabel(value).length).toBeLessThanOrEqual(128)));
  });

  test.each([
    ['web vg-0123456789ab-00112233?', 'pending', 'web'],
    ['web vg-0123456789ab-00112233', 'settled', 'web'],
    ['vg-0123456789ab-00112233!', 'failed', null],
  ])('%s', (written, stage, part) => {
    expect(parseLabel(written)).toEqual({ text: part, claim: '0123456789ab', nonce: '00112233', stage });
  });

  test.each([
    null,
    '',
    'web',
    'xvg-0123456789ab-00112233',
    'vg-0123456789AB-00112233',
    'vg-0123456789ab-0011223',
  ])('%s is none of ours', (written) => expect(parseLabel(written)).toBeUndefined());

  test('changing the user part keeps the suffix to the letter, and invents none', () => {
    fc.assert(
      fc.property(label, text, (value, next) => {
        expect(parseLabel(withText(formatLabel(value), next))).toEqual({ ...value, text: next });
      }),
    );
    expect([withText('web', 'db'), withText(null, 'db'), withText('web', null)]).toEqual(['db', 'db', '']);
  });

  test('the user part of a foreign label is all of it', () => {
    expect([labelText('web'), labelText(null), labelText('vg-0123456789ab-00112233')]).toEqual([
      'web',
      null,
      null,
    ]);
  });
});
