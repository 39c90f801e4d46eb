import { createRandom } from '../../../../src/simulator';
import { ResultStore } from '../../../../src/simulator/vast/http/results';

test('a result appears after its polls; the oldest fall out', () => {
  const store = new ResultStore(createRandom(1), 2);
  const first = store.put('logs', 'one');
  expect(first).toMatch(/^\/logs\/[0-9a-f]{32}\.log$/);
  expect([store.take(first, 1), store.take(first, 1), store.take(first, 1)]).toEqual([
    'pending',
    { text: 'one' },
    { text: 'one' },
  ]);
  store.put('logs', 'two');
  store.put('logs', 'three');
  expect(store.take(first, 0)).toBeNull();
});
