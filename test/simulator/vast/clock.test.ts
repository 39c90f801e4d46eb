import { createClock, MANUAL_START_MS } from '../../../src/simulator/vast/clock';

describe('createClock', () => {
  test('manual: stands still until it is moved', () => {
    let wall = 0;
    const clock = createClock({ mode: 'manual' }, () => wall);
    wall = 99_999;
    clock.tick();
    expect([clock.now(), clock.factor]).toEqual([MANUAL_START_MS, 0]);
    clock.advance(1_500);
    expect(clock.now()).toBe(MANUAL_START_MS + 1_500);
  });

  test('manual with a tick: every request moves it', () => {
    const clock = createClock({ mode: 'manual', tickMsPerRequest: 250, startMs: 1_000 });
    clock.tick();
    clock.tick();
    expect(clock.now()).toBe(1_500);
  });

  test('scaled and real follow the wall clock, and can be skipped forward', () => {
    let wall = 500;
    const scaled = createClock({ mode: 'scaled', factor: 100, startMs: 0 }, () => wall);
    const real = createClock({ mode: 'real', startMs: 0 }, () => wall);
    wall = 510;
    expect([scaled.now(), real.now()]).toEqual([1_000, 10]);
    scaled.advance(50);
    real.tick();
    expect([scaled.now(), real.now()]).toEqual([1_050, 10]);
  });

  test('tells its listeners, until they leave', () => {
    const clock = createClock({ mode: 'manual', startMs: 0 });
    const seen: number[] = [];
    const leave = clock.onAdvance(() => seen.push(clock.now()));
    clock.advance(5);
    leave();
    clock.advance(5);
    expect(seen).toEqual([5]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('never moves by %p', (ms) => {
    expect(() => createClock({ mode: 'manual' }).advance(ms)).toThrow(RangeError);
  });

  test.each([0, -1, Number.NaN])('refuses the factor %p', (factor) => {
    expect(() => createClock({ mode: 'scaled', factor })).toThrow(RangeError);
  });
});
