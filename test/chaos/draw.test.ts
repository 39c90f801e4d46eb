import { drawSchedule, ROUND } from './draw';
import { describeSchedule, groupOf } from './schedule';

const seeds = Array.from({ length: 6 * ROUND }, (_, at) => at + 1);

test('a seed always gives the same schedule', () => {
  for (const seed of seeds) expect(drawSchedule(seed)).toEqual(drawSchedule(seed));
  expect(
    new Set(seeds.map((seed) => describeSchedule(drawSchedule(seed)).replace(/seed \d+/, ''))).size,
  ).toBeGreaterThan(seeds.length / 2);
});

test('every schedule can be written down and read again: it is pure data', () => {
  for (const seed of seeds) {
    const schedule = drawSchedule(seed);
    expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule);
  }
});

test('every schedule begins with a create, and something goes wrong in it', () => {
  for (const seed of seeds) {
    const { steps } = drawSchedule(seed);
    expect(steps[0]?.operation).toBe('apply');
    expect(steps.some(({ faults, interruption }) => faults.length > 0 || interruption !== null)).toBe(true);
  }
});

test('fifty in a row plan every sort of failure and every signal that the promises are about', () => {
  for (const from of [1, 51, 1001]) {
    const steps = Array.from({ length: 50 }, (_, at) => drawSchedule(from + at)).flatMap(
      (schedule) => schedule.steps,
    );
    const groups = new Set(steps.flatMap(({ faults }) => faults.map(groupOf)));
    for (const group of [
      'lost answer',
      'throttled',
      'server error',
      'html page',
      'slow',
      'taken',
      'omitted',
      'dead host',
    ]) {
      expect(groups).toContain(group);
    }
    for (const group of ['stuck image', 'outbid', 'ports moved', 'adopted elsewhere'])
      expect(groups).toContain(group);
    const signals = new Set(steps.flatMap(({ interruption }) => interruption?.signal ?? []));
    expect(signals).toEqual(new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGINT-twice']));
  }
});
