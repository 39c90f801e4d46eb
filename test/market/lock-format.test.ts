import { LockFileError, formatLock, parseLock } from '../../src/market';
import { lockEntry, offerLock } from '../support/locks';

const lock = offerLock({ 'gpu/b': lockEntry({ bound: true }), 'gpu/a': lockEntry() });
const text = formatLock(lock);
const parse = (changed: string): unknown => parseLock(changed, 'offers.lock.json');

function problemOf(changed: string): string {
  try {
    parse(changed);
  } catch (error) {
    if (!(error instanceof LockFileError)) throw error;
    return error.message;
  }
  throw new Error('no problem');
}

const lineOf = (fragment: string): number => text.slice(0, text.indexOf(fragment)).split('\n').length;

describe('the lock file', () => {
  test('is read as it was written, sorted, and written the same again', () => {
    const read = parse(text);
    expect(read).toEqual(JSON.parse(JSON.stringify(lock)));
    expect(formatLock(read as typeof lock)).toBe(text);
    expect(text.indexOf('"gpu/a"')).toBeLessThan(text.indexOf('"gpu/b"'));
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('is read with Windows line ends and a byte order mark', () => {
    expect(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(parse(text));
  });

  test.each(['<<<<<<< HEAD', '=======', '>>>>>>> feature', '||||||| base'])(
    'with the conflict marker %s names file and line, and says what to keep',
    (marker) => {
      const lines = text.split('\n');
      lines.splice(4, 0, marker);
      expect(problemOf(lines.join('\n'))).toBe(
        `offers.lock.json:5: merge conflict marker '${marker}'; keep the entries of both sides (for one construct ` +
          'path the one with "bound": true), remove the markers and run again',
      );
    },
  );

  test('with broken JSON names file, line and column', () => {
    expect(problemOf(text.replace('"version": 1', '"version": 1,'))).toMatch(
      /^offers\.lock\.json:\d+:1: there is '}' where a key in double quotes is expected; mend the file/,
    );
  });

  test('with one path twice names the second', () => {
    expect(problemOf(text.replace('"gpu/b": {', '"gpu/a": {'))).toMatch(
      new RegExp(`^offers\\.lock\\.json:${lineOf('"gpu/b": {')}:5: the key 'gpu/a' comes twice`),
    );
  });

  test.each([
    ['2', '2'],
    ['"1"', '"1"'],
  ])('of version %s is left to the release that wrote it', (written, shown) => {
    expect(problemOf(text.replace('"version": 1', `"version": ${written}`))).toContain(
      `the format version is ${shown}, this release reads version 1`,
    );
  });

  test.each([
    ['"bound": true', '"bound": "yes"', `'bound' is "yes", not true or false`],
    [
      '"resolvedAt": "2026-11-23T09:00:00.000Z"',
      '"resolvedAt": "soon"',
      `'resolvedAt' is "soon", not a time`,
    ],
    ['"scorer": "v1"', '"scorers": "v1"', `'scorer' is missing`],
    ['"machineId": 62345', '"machineId": -1', `'machineId' is -1, not a machine id`],
  ])('with %s changed to %s says what is wrong and how to go on', (from, to, problem) => {
    const message = problemOf(text.replace(from, to));
    expect(message).toMatch(/^offers\.lock\.json:\d+:\d+: in 'gpu\/[ab]'/);
    expect(message).toContain(problem);
    expect(message).toContain('delete the entry to have it looked up anew');
  });

  test.each(['[]', '{"version": 1}', '{"version": 1, "entries": []}', '{"version": 1, "entries": {"a": 1}}'])(
    '%s is no lock',
    (other) => {
      expect(problemOf(other)).toContain('offers.lock.json:1');
    },
  );
});
