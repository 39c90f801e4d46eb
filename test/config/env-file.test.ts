import { lookUp, parseEnvFile } from '../../src/config/env-file';

test('dotenv syntax', () => {
  const { values, problems } = parseEnvFile('A=1\n# VAST_X\nexport B="x # y"\nC: 2 # z\nVAST_D=', 'f');
  expect(values).toEqual({ A: '1', B: 'x # y', C: '2', VAST_D: '' });
  expect(problems).toEqual([]);
});

test('lines that name a key and give it nothing', () => {
  expect(parseEnvFile('VAST_A\nexport VAST_B x\n  VAST_C = 1\nother words', 'config.env').problems).toEqual([
    { key: 'VAST_A', where: 'config.env:1', message: 'write VAST_A=value' },
    { key: 'VAST_B', where: 'config.env:2', message: 'write VAST_B=value' },
  ]);
});

test('a line inside a quoted value is none of these', () => {
  expect(parseEnvFile('NOTE="first\nVAST_A second\nthird"', 'f').problems).toEqual([]);
});

test('the environment first, then the file; empty text is nothing', () => {
  expect(lookUp('K', { K: ' v ' }, { K: 'w' })).toEqual({ text: 'v', fromFile: false });
  expect(lookUp('K', { K: '' }, { K: 'w' })).toEqual({ text: 'w', fromFile: true });
  expect(lookUp('K', {}, { K: ' ' })).toBeUndefined();
});
