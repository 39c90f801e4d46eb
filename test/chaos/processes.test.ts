import { parseMembers, send } from './processes';

test('finds the living members of one group', () => {
  const table = ['  10   1  10 Ss', ' 11  10  10 Sl+', ' 12  10  10 Z', ' 13   1  13 S', ''].join('\n');
  expect(parseMembers(table, 10)).toEqual([
    { pid: 10, parent: 1 },
    { pid: 11, parent: 10 },
  ]);
});

test('a signal to nobody is no error', () => {
  expect(send(process.pid, 0)).toBe(true);
  // Beyond the largest process id of any system that this runs on.
  expect(send(2 ** 30, 0)).toBe(false);
});
