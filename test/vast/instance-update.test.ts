import {
  type InstanceUpdate,
  instanceUpdateBody,
  instanceUpdateProblems,
} from '../../src/vast/instance-update';

test('the body holds what changes, and says so when something is cleared', () => {
  expect(instanceUpdateBody(5, {})).toEqual({ id: 5 });
  expect(instanceUpdateBody(5, { env: {}, ports: [], args: [], onstart: '' })).toEqual({
    id: 5,
    env: {},
    args: [],
    onstart: '',
  });
});

test.each<[InstanceUpdate, RegExp]>([
  [{ image: '' }, /image must have 1 to 1024/],
  [{ templateHashId: '123456' }, /hash_id, not its number/],
  [{ env: {} }, /changed together/],
  [{ ports: [] }, /changed together/],
  [{ env: { '-v x': '1' }, ports: [] }, /no name for an environment variable/],
  [{ env: {}, ports: ['x'] }, /no port/],
  [{ onstart: 'x'.repeat(4001) }, /limit is 4000/],
])('%j is refused', (change, message) => {
  expect(instanceUpdateProblems(change)).toEqual([expect.stringMatching(message)]);
});

test('a good change has no problems', () => {
  expect(
    instanceUpdateProblems({ image: 'a', env: { A: 'b' }, ports: ['1/tcp'], templateHashId: 'ab' }),
  ).toEqual([]);
});
