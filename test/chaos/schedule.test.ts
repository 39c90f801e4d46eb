import { describeSchedule } from './schedule';
import { at, step, targeted, times } from './targeted';

test('a schedule says in words what it does', () => {
  const schedule = targeted(
    [
      step('apply', {
        faults: [...times(1, 'lost-drop', 'create'), { kind: 'omitted', nth: 3 }],
        interruption: at(['settle', 1, 'acted'], 'SIGKILL', 'terraform'),
        leave: true,
      }),
      step('destroy', { pauseMs: 200_000, faults: [{ kind: 'dead-host', nth: 2 }] }),
    ],
    { backend: 'http', bid: 'rebid', readiness: true },
  );
  expect(describeSchedule(schedule))
    .toBe(`seed 1: destroy-first, http backend, 1 instance(s), interruptible, on_outbid rebid, with readiness
  1. apply after 10 s; lost-drop at create 1; list page 3 omits the newest rental; SIGKILL to terraform at settle 1 after it acted; goes on at once
  2. destroy after 200 s; dead-host before request 2`);
});
