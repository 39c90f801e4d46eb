import { Stopwatch } from '../../demo/stopwatch';

test('lists each phase and the sum, aligned', async () => {
  let nowMs = 0;
  const watch = new Stopwatch(() => nowMs);
  await watch.measure('diff', () => {
    nowMs += 1_500;
    return Promise.resolve();
  });
  await watch.measure('deploy', () => {
    nowMs += 12_340;
    return Promise.resolve();
  });
  expect(watch.lines()).toEqual(['diff      1.5 s', 'deploy   12.3 s', 'total    13.8 s']);
});

test('records a phase that fails', async () => {
  let nowMs = 0;
  const watch = new Stopwatch(() => nowMs);
  const failing = watch.measure('plan', () => {
    nowMs += 100;
    return Promise.reject(new Error('no plan'));
  });
  await expect(failing).rejects.toThrow('no plan');
  expect(watch.lines()[0]).toBe('plan     0.1 s');
});
