import { blockHcl, changed } from './project';

test('a block has one argument a line', () => {
  expect(blockHcl(['resource', 'cloud_disk', 'a'], { size: '1', tags: '["x"]' })).toBe(
    'resource "cloud_disk" "a" {\n  size = 1\n  tags = ["x"]\n}\n',
  );
});

test('a change adds, replaces, and takes out with null', () => {
  expect(changed({ size: '1', name: '"x"' }, { size: '2', name: null, tags: '[]' })).toEqual({
    size: '2',
    tags: '[]',
  });
});
