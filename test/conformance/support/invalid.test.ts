import type { Invalid } from './case';
import { refusals } from './invalid';
import type { ConformanceWorld, ValidationMessage } from './world';

/** A world whose `validate` says what it is told, of the file that was written. */
function worldSaying(
  messages: (file: string) => readonly ValidationMessage[],
): Pick<ConformanceWorld, 'write' | 'remove' | 'validate'> {
  let file = '';
  return {
    write: (_name, text) => {
      file = text;
      return Promise.resolve();
    },
    remove: () => Promise.resolve(),
    validate: () => Promise.resolve(messages(file)),
  };
}

const CASES: readonly Invalid[] = [
  { set: { size: '-1' }, message: /./, at: 'size' },
  { set: { name: '""' }, message: /./, at: 'name' },
];
const BASE = { size: '1', name: '"disk"' };

/** A message about a piece of the file; the nth place where it stands. */
function about(file: string, marked: string, nth = 0): ValidationMessage {
  let start = -1;
  for (let count = 0; count <= nth; count += 1) start = file.indexOf(marked, start + 1);
  const line = file.slice(0, start).split('\n').length;
  return {
    severity: 'error',
    summary: 'Bad',
    detail: marked,
    range: {
      filename: 'invalid.tf',
      start: { line, byte: Buffer.byteLength(file.slice(0, start)) },
      end: { byte: Buffer.byteLength(file.slice(0, start + marked.length)) },
    },
  };
}

test('each message belongs to the block and the argument that it points at', async () => {
  const world = worldSaying((file) => [about(file, '-1'), about(file, '""')]);
  expect(await refusals(world, 'resource', 'cloud_disk', BASE, CASES)).toEqual([
    [{ text: 'Bad\n-1', at: 'size', inExpression: true }],
    [{ text: 'Bad\n""', at: 'name', inExpression: true }],
  ]);
});

test('a message at the head of a block, or at the name of an argument, is at no expression', async () => {
  const world = worldSaying((file) => [about(file, 'resource', 0), about(file, 'name', 1)]);
  expect(await refusals(world, 'resource', 'cloud_disk', BASE, CASES)).toEqual([
    [{ text: 'Bad\nresource', at: undefined, inExpression: false }],
    [{ text: 'Bad\nname', at: 'name', inExpression: false }],
  ]);
});

test('warnings, other files and messages without a place are none of these', async () => {
  const world = worldSaying((file) => [
    { ...about(file, '-1'), severity: 'warning' },
    { severity: 'error', summary: 'Bad', detail: '' },
  ]);
  expect(await refusals(world, 'data', 'cloud_disk', BASE, CASES)).toEqual([[], []]);
});
