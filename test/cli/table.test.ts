import { renderTable } from '../../src/cli/table';

test('sets columns, aligned, without trailing space', () => {
  const text = renderTable(
    [{ title: 'name' }, { title: 'n', align: 'right' }, { title: 'note' }],
    [
      ['a', '1', 'x'],
      ['longer', '100', ''],
    ],
  );
  expect(text).toBe(['  name      n  note', '  a         1  x', '  longer  100'].join('\n'));
});

test('colour codes take no room', () => {
  const red = (text: string): string => `\u001B[31m${text}\u001B[39m`;
  const plain = renderTable([{ title: 'a' }, { title: 'b' }], [['xyz', '1']]);
  const coloured = renderTable([{ title: 'a' }, { title: 'b' }], [[red('xyz'), '1']], red);
  expect(coloured.replaceAll('\u001B[31m', '').replaceAll('\u001B[39m', '')).toBe(plain);
});

test('a missing cell is empty, and a table without rows is its titles', () => {
  expect(renderTable([{ title: 'a' }, { title: 'b' }], [['1']])).toBe('  a  b\n  1');
  expect(renderTable([{ title: 'a' }], [])).toBe('  a');
});
