import { parsePlan, touched } from './plan-json';

const plan = parsePlan(
  JSON.stringify({
    resource_changes: [
      {
        address: 'cloud_disk.a',
        change: {
          actions: ['delete', 'create'],
          before: { id: '1', size: 1, tags: ['a'], name: 'x' },
          after: { size: 2, tags: ['a'], name: 'x' },
          after_unknown: { id: true, ports: [false, true], tags: [false] },
          replace_paths: [['size'], ['rules', 0, 'port']],
        },
      },
      {
        address: 'cloud_disk.b',
        change: { actions: ['delete'], before: { id: '2' }, after: null, after_unknown: false },
      },
    ],
    planned_values: { outputs: { known: { value: 3 }, later: {} } },
    prior_state: {
      values: {
        root_module: {
          resources: [
            { address: 'cloud_disk.a', mode: 'managed', values: { id: '1' } },
            { address: 'data.cloud_disks.all', mode: 'data', values: { ids: ['1'] } },
          ],
        },
      },
    },
  }),
);

test('reads what a saved plan does, what it has read, and its outputs', () => {
  expect(plan.changes.map(({ address, actions, replacePaths }) => [address, actions, replacePaths])).toEqual([
    ['cloud_disk.a', ['delete', 'create'], ['size', 'rules.0.port']],
    ['cloud_disk.b', ['delete'], []],
  ]);
  expect([...plan.data]).toEqual([['data.cloud_disks.all', { ids: ['1'] }]]);
  expect([...plan.outputs]).toEqual([
    ['known', 3],
    ['later', undefined],
  ]);
});

test('a change touches what differs, and what is not known yet', () => {
  const [first] = plan.changes;
  if (first === undefined) throw new Error('no change');
  expect([...touched(first)].sort()).toEqual(['id', 'ports', 'size']);
});

test('an empty plan has nothing', () => {
  expect(parsePlan('{}')).toEqual({ changes: [], data: new Map(), outputs: new Map() });
});
