import { parseEnvFlags } from '../../../../src/simulator/vast/routes/env-flags';

test.each<[string, [string, string][]]>([
  ['', []],
  [
    '-e A=b -p 8000:8000',
    [
      ['A', 'b'],
      ['-p 8000:8000', '1'],
    ],
  ],
  ['-e URL=http://x/?a=b', [['URL', 'http://x/?a=b']]],
  [
    '-e Q="x y" -e R=\'z\'',
    [
      ['Q', 'x y'],
      ['R', 'z'],
    ],
  ],
  ['-p 8082:8082/udp', [['-p 8082:8082/udp', '1']]],
  [
    '-h billybob -v V.881:/mnt -n net',
    [
      ['-h', 'billybob'],
      ['-v V.881:/mnt', '1'],
      ['-n net', '1'],
    ],
  ],
  ['-e NOVALUE -p a:b --rm -x', []],
])('%j', (text, entries) => {
  expect(parseEnvFlags(text)).toEqual(entries);
});
