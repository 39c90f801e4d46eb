import fc from 'fast-check';
import { toFlag, toId, toNumber, toPairs, toPort, toPortMap, toTime, toText } from '../../src/vast/lenient';

describe('lenient parsers', () => {
  test('numbers come from numbers and decimal strings, and from nothing else', () => {
    expect([1.5, '1.5', ' 7 ', '-3', '1e3', '.5'].map(toNumber)).toEqual([1.5, 1.5, 7, -3, 1000, 0.5]);
    expect([NaN, Infinity, '', ' ', '0x10', '1,5', 'NaN', null, true, [], {}].map(toNumber)).toEqual(
      Array<undefined>(11).fill(undefined),
    );
  });

  test('a finite number and its text mean the same', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(toNumber(String(value))).toBe(toNumber(value === 0 ? 0 : value) ?? NaN);
      }),
      { examples: [[0]] },
    );
  });

  test('no input makes a parser throw or leave its range', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const number = toNumber(value);
        expect(number === undefined || Number.isFinite(number)).toBe(true);
        const id = toId(value);
        expect(id === undefined || (Number.isSafeInteger(id) && id > 0)).toBe(true);
        const port = toPort(value);
        expect(port === undefined || (port > 0 && port < 65_536)).toBe(true);
        const text = toText(value);
        expect(text === undefined || (text !== '' && text === text.trim())).toBe(true);
        expect([true, false, undefined]).toContain(toFlag(value));
        for (const external of Object.values(toPortMap(value))) expect(toPort(external)).toBe(external);
        for (const [key, entry] of toPairs(value))
          expect([typeof key, typeof entry]).toEqual(['string', 'string']);
      }),
    );
  });

  test('a port map prefers IPv4 rows, reads strings, and skips null and unknown keys', () => {
    expect(
      toPortMap({
        '8001/tcp': [
          { HostIp: '::', HostPort: '5' },
          { HostIp: '0.0.0.0', HostPort: '40671' },
        ],
        '53/udp': [{ HostIp: '::', HostPort: 4053 }],
        '22/tcp': null,
        '80/tcp': [],
        '81/tcp': [{ HostPort: '70000' }],
        bad: [{ HostPort: '1' }],
      }),
    ).toEqual({ '8001/tcp': 40671, '53/udp': 4053 });
  });

  test('any docker port table gives back its ports', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    const table = fc.dictionary(
      fc.tuple(port, fc.constantFrom('tcp', 'udp')).map(([number, protocol]) => `${number}/${protocol}`),
      port,
    );
    fc.assert(
      fc.property(table, (ports) => {
        const wire = Object.fromEntries(
          Object.entries(ports).map(([key, external]) => [
            key,
            [
              { HostIp: '0.0.0.0', HostPort: String(external) },
              { HostIp: '::', HostPort: String(external) },
            ],
          ]),
        );
        expect(toPortMap(wire)).toEqual({ ...ports });
      }),
    );
  });

  test('extra_env is read as pairs and as an object', () => {
    expect(toPairs([['A', 'b'], ['-p 1:1', 1], ['C'], 'x', [3, '4']])).toEqual([
      ['A', 'b'],
      ['-p 1:1', '1'],
    ]);
    expect(toPairs({ A: 'b' })).toEqual([['A', 'b']]);
    expect(toPairs(null)).toEqual([]);
  });

  test('an environment variable may have any name, also __proto__', () => {
    expect(Object.fromEntries(toPairs([['__proto__', 'x']]))).toHaveProperty(['__proto__'], 'x');
  });
});

test.each<[unknown, number | undefined]>([
  [1790000000.5, 1790000000.5],
  ['1790000000', 1790000000],
  ['2026-01-02T03:04:05', 1767323045],
  ['2026-01-02 03:04:05.5Z', 1767323045.5],
  ['2026-01-02T03:04:05+01:00', 1767319445],
  ['2026-13-02T03:04:05', undefined],
  ['yesterday', undefined],
  [null, undefined],
  [{}, undefined],
])('the time %j is %j', (value, seconds) => {
  expect(toTime(value)).toBe(seconds);
});
