import { Dice } from './random';

const rolls = (dice: Dice): readonly number[] => Array.from({ length: 200 }, () => dice.int(1, 6));

test('the same seed and stream roll the same, others do not', () => {
  expect(rolls(new Dice(7, 'a'))).toEqual(rolls(new Dice(7, 'a')));
  expect(rolls(new Dice(7, 'a'))).not.toEqual(rolls(new Dice(8, 'a')));
  expect(rolls(new Dice(7, 'a'))).not.toEqual(rolls(new Dice(7, 'b')));
});

test('whole numbers reach both ends and no further', () => {
  expect([...new Set(rolls(new Dice(3)))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('weights decide how often a choice comes; one without weight never does', () => {
  const dice = new Dice(5);
  const picks = Array.from({ length: 1000 }, () => dice.weighted([[3, 'often'], [1, 'rarely'], [0, 'never']])); // prettier-ignore
  const often = picks.filter((pick) => pick === 'often').length;
  expect(often).toBeGreaterThan(650);
  expect(often).toBeLessThan(850);
  expect(picks).not.toContain('never');
});

test('nothing can be picked from nothing', () => {
  expect(() => new Dice(1).pick([])).toThrow(RangeError);
});
