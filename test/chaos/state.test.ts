import { heldRentals } from './state';

const resource = (
  name: string,
  instances: readonly object[],
  type = 'vastai_instance',
  mode = 'managed',
): object => ({ mode, type, name, instances });

test('tells current, tainted and deposed instances apart', () => {
  const text = JSON.stringify({
    version: 4,
    resources: [
      resource('june', [
        { attributes: { id: '7', nonce: 'aaaaaaaa' } },
        { deposed: 'c0ffee00', attributes: { id: '5', nonce: 'bbbbbbbb' } },
      ]),
      resource('july', [{ status: 'tainted', attributes: { id: null, nonce: 'cccccccc' } }]),
      resource('june', [{ attributes: { id: '7' } }], 'vastai_readiness'),
      resource('june', [{ attributes: { id: '7' } }], 'vastai_instance', 'data'),
    ],
  });
  expect(heldRentals(text)).toEqual([
    { address: 'vastai_instance.june', id: 7, nonce: 'aaaaaaaa', tainted: false, deposed: false },
    { address: 'vastai_instance.june', id: 5, nonce: 'bbbbbbbb', tainted: false, deposed: true },
    { address: 'vastai_instance.july', id: null, nonce: 'cccccccc', tainted: true, deposed: false },
  ]);
});

test('no state, or one that was never written, holds nothing', () => {
  expect(heldRentals(undefined)).toEqual([]);
  expect(heldRentals('\n')).toEqual([]);
  expect(heldRentals('{"version":4}')).toEqual([]);
});
