import fc from 'fast-check';
import { Scheduler, type Timer } from '../../../../src/simulator/vast/world/scheduler';

describe('Scheduler', () => {
  test('takes what is due in the order of time, then of making; never what was cancelled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat({ max: 50 }), cancel: fc.boolean() }), { maxLength: 400 }),
        (entries) => {
          const scheduler = new Scheduler();
          const done: number[] = [];
          const timers: Timer[] = entries.map(({ at }, index) =>
            scheduler.schedule(at, () => done.push(index)),
          );
          for (const [index, { cancel }] of entries.entries()) if (cancel) scheduler.cancel(timers[index]);
          const kept = entries.map((entry, index) => ({ ...entry, index })).filter((entry) => !entry.cancel);
          expect(scheduler.size).toBe(kept.length);
          expect(scheduler.nextAt()).toBe(
            kept.length === 0 ? null : Math.min(...kept.map((entry) => entry.at)),
          );
          for (let due = scheduler.takeDue(25); due; due = scheduler.takeDue(25)) due.action();
          const expected = kept
            .filter((entry) => entry.at <= 25)
            .sort((a, b) => a.at - b.at || a.index - b.index);
          expect(done).toEqual(expected.map((entry) => entry.index));
          expect(scheduler.size).toBe(kept.length - expected.length);
        },
      ),
    );
  });

  test('cancelling twice, or what already ran, is harmless', () => {
    const scheduler = new Scheduler();
    const timer = scheduler.schedule(1, () => undefined);
    scheduler.takeDue(1)?.action();
    scheduler.cancel(timer);
    scheduler.cancel(timer);
    scheduler.cancel(null);
    expect(scheduler.size).toBe(0);
  });
});
