import { formatLabel, type Stage } from '../../src/provider/label';
import { markOf } from './label';

test.each<Stage>(['pending', 'settled', 'failed', 'changing'])(
  'reads the mark of a %s rental as the provider writes it',
  (stage) => {
    for (const text of [null, 'june', 'a vg-0 b']) {
      const label = formatLabel({ text, claim: '0123456789ab', nonce: 'deadbeef', stage });
      expect(markOf(label)).toEqual({ claim: '0123456789ab', nonce: 'deadbeef', stage });
    }
  },
);

test('finds no mark where there is none', () => {
  for (const label of [
    null,
    '',
    'june',
    'vg-0123456789ab',
    'vg-0123456789ab-deadbeef more',
    'xvg-0123456789ab-deadbeef',
  ]) {
    expect(markOf(label)).toBeUndefined();
  }
});
