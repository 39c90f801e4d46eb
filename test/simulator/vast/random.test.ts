import fc from 'fast-check';
import { createRandom } from '../../../src/simulator';

describe('createRandom', () => {
  test('the same seed gives the same sequence; 7 and "7" are the same seed', () => {
    const draw = (seed: string | number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw(7)).toEqual(draw('7'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  test('is pinned: a changed generator would change every seeded world', () => {
    const random = createRandom('vast');
    expect([random.int(0, 999), random.int(0, 999), random.int(0, 999), random.hex(8)])
      .toMatchInlineSnapshot(`
     [
       53,
       464,
       651,
       "be4d369c",
     ]
    `);
  });

  test('a fork does not shift its parent, and is independent of other forks', () => {
    const plain = createRandom(1);
    const forked = createRandom(1);
    const fork = forked.fork('x');
    fork.next();
    expect(forked.next()).toBe(plain.next());
    expect(createRandom(1).fork('x').next()).not.toBe(createRandom(1).fork('y').next());
  });

  test('stays in its ranges', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -50, max: 50 }),
        fc.nat({ max: 100 }),
        (seed, min, width) => {
          const random = createRandom(seed);
          const max = min + width;
          for (let i = 0; i < 20; i++) {
            const next = random.next();
            expect(next >= 0 && next < 1).toBe(true);
            const int = random.int(min, max);
            expect(Number.isInteger(int) && int >= min && int <= max).toBe(true);
          }
        },
      ),
    );
  });

  test('is even enough, picks and shuffles everything', () => {
    const random = createRandom('even');
    const list = [1, 2, 3, 4, 5];
    expect([...random.shuffle(list)].sort()).toEqual(list);
    expect(new Set(Array.from({ length: 200 }, () => random.pick(list))).size).toBe(5);
    expect(() => random.pick([])).toThrow(RangeError);
    expect(random.hex(64)).toMatch(/^[0-9a-f]{64}$/);
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
    const between = random.between(2, 3);
    expect(between >= 2 && between < 3).toBe(true);
    const many = Array.from({ length: 10_000 }, () => random.next());
    expect(many.reduce((sum, value) => sum + value, 0) / many.length).toBeCloseTo(0.5, 1);
  });
});
