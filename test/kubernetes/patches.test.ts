import { applyPatch } from '../support/kubernetes/patches';

const JSON_PATCH = 'application/json-patch+json';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

describe('JSON patch', () => {
  const document = { a: { b: 1 }, list: [1, 2, 3] };

  test.each([
    ['add to an object', { op: 'add', path: '/a/c', value: 2 }, { ...document, a: { b: 1, c: 2 } }],
    ['add into a list', { op: 'add', path: '/list/1', value: 9 }, { ...document, list: [1, 9, 2, 3] }],
    [
      'add at the end of a list',
      { op: 'add', path: '/list/-', value: 9 },
      { ...document, list: [1, 2, 3, 9] },
    ],
    ['replace', { op: 'replace', path: '/a/b', value: 5 }, { ...document, a: { b: 5 } }],
    [
      'replace of a missing member sets it',
      { op: 'replace', path: '/subsets', value: [] },
      { ...document, subsets: [] },
    ],
    ['replace in a list', { op: 'replace', path: '/list/2', value: 0 }, { ...document, list: [1, 2, 0] }],
    ['remove', { op: 'remove', path: '/a/b' }, { ...document, a: {} }],
    ['remove from a list', { op: 'remove', path: '/list/0' }, { ...document, list: [2, 3] }],
    ['copy', { op: 'copy', from: '/a/b', path: '/c' }, { ...document, c: 1 }],
    ['move', { op: 'move', from: '/a/b', path: '/c' }, { a: {}, list: [1, 2, 3], c: 1 }],
    ['a test that holds', { op: 'test', path: '/a', value: { b: 1 } }, document],
  ])('%s', (_name, operation, expected) => {
    expect(applyPatch(JSON_PATCH, document, [operation])).toEqual(expected);
    expect(document).toEqual({ a: { b: 1 }, list: [1, 2, 3] });
  });

  test('escapes in a path', () => {
    const patch = [{ op: 'add', path: '/kubernetes.io~1a~0b', value: 1 }];
    expect(applyPatch(JSON_PATCH, {}, patch)).toEqual({ 'kubernetes.io/a~b': 1 });
  });

  test.each([
    ['remove of a missing member', { op: 'remove', path: '/x' }],
    ['add below a missing parent', { op: 'add', path: '/x/y', value: 1 }],
    ['a list index that is too great', { op: 'replace', path: '/list/3', value: 1 }],
    ['a test that fails', { op: 'test', path: '/a', value: 1 }],
    ['a member of a number', { op: 'add', path: '/a/b/c', value: 1 }],
    ['the whole object', { op: 'replace', path: '', value: 1 }],
  ])('%s does not apply: 422', (_name, operation) => {
    expect(() => applyPatch(JSON_PATCH, document, [operation])).toThrow(
      expect.objectContaining({ status: expect.objectContaining({ code: 422 }) as object }) as Error,
    );
  });

  test.each([[{}], [[1]], [[{ op: 'add', path: 'a' }]], [[{ op: 'jump', path: '/a' }]]])(
    '%j is malformed: 400',
    (patch) => {
      expect(() => applyPatch(JSON_PATCH, document, patch)).toThrow(
        expect.objectContaining({ status: expect.objectContaining({ code: 400 }) as object }) as Error,
      );
    },
  );
});

test('a merge patch merges objects, replaces lists and drops nulls', () => {
  const document = { a: { b: 1, c: 2 }, list: [1, 2] };
  const patch = { a: { b: null, d: 3 }, list: [9], $patch: 'kept' };
  expect(applyPatch(MERGE, document, patch)).toEqual({ a: { c: 2, d: 3 }, list: [9], $patch: 'kept' });
});

describe('strategic merge patch', () => {
  const spec = (ports: unknown): unknown => ({ spec: { ports } });
  const document = spec([{ port: 1, name: 'a' }, { port: 2 }]);

  test('merges the ports of a Service by number', () => {
    const patch = spec([{ port: 2, name: 'b' }, { port: 3 }]);
    expect(applyPatch(STRATEGIC, document, patch)).toEqual(
      spec([{ port: 1, name: 'a' }, { port: 2, name: 'b' }, { port: 3 }]),
    );
  });

  test('deletes and replaces on request, and skips the order of elements', () => {
    expect(applyPatch(STRATEGIC, document, spec([{ port: 1, $patch: 'delete' }]))).toEqual(
      spec([{ port: 2 }]),
    );
    expect(applyPatch(STRATEGIC, document, spec([{ port: 9 }, { $patch: 'replace' }]))).toEqual(
      spec([{ port: 9 }]),
    );
    const ordered = { spec: { '$setElementOrder/ports': [{ port: 2 }], ports: [{ port: 2, name: 'b' }] } };
    expect(applyPatch(STRATEGIC, document, ordered)).toEqual(
      spec([
        { port: 1, name: 'a' },
        { port: 2, name: 'b' },
      ]),
    );
  });

  test('replaces other lists', () => {
    expect(applyPatch(STRATEGIC, { subsets: [1, 2] }, { subsets: [3] })).toEqual({ subsets: [3] });
  });
});

test('another media type is refused with 415', () => {
  expect(() => applyPatch('application/apply-patch+yaml', {}, {})).toThrow(
    expect.objectContaining({ status: expect.objectContaining({ code: 415 }) as object }) as Error,
  );
});
