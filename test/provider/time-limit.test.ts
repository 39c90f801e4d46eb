import { formatSeconds, timeLimit } from '../../src/provider/time-limit';
import { VirtualClock } from '../support/virtual-clock';

describe('timeLimit', () => {
  test('aborts with a TimeLimitExceeded when the time is up', async () => {
    const clock = new VirtualClock(0);
    const limit = timeLimit(clock, 5000);
    expect(limit.deadline).toBe(5000);
    await clock.sleep(4999);
    expect(limit.signal.aborted).toBe(false);
    await clock.sleep(2);
    expect(limit.signal.reason).toMatchObject({ name: 'TimeLimitExceeded' });
  });

  test('follows its parent, and keeps its reason', () => {
    const parent = new AbortController();
    const limit = timeLimit(new VirtualClock(0), 5000, parent.signal);
    parent.abort(new Error('stopped'));
    expect(limit.signal.reason).toMatchObject({ message: 'stopped' });
    limit.release();
  });

  test('a released limit never aborts', async () => {
    const clock = new VirtualClock(0);
    const limit = timeLimit(clock, 5000);
    limit.release();
    await clock.sleep(10_000);
    expect(limit.signal.aborted).toBe(false);
  });
});

test.each([
  [0, '0s'],
  [42_400, '42s'],
  [200_000, '3m 20s'],
  [600_000, '10m'],
  [7_500_000, '2h 5m'],
  [-5, '0s'],
])('formatSeconds(%d) is %s', (ms, text) => expect(formatSeconds(ms)).toBe(text));
