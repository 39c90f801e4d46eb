import { PrivateNotes } from '../../../src/tfplugin/rpc/private-state';

test('bytes that are not changed go back as they came', () => {
  for (const text of ['', '{ "a" : "b" }', 'foreign bytes', '[1]', '{"a":5}']) {
    expect(new PrivateNotes(Buffer.from(text)).toBytes().toString()).toBe(text);
  }
});

test('notes are set, read and removed', () => {
  const notes = new PrivateNotes(Buffer.from('{"a":"1","b":"2","n":5}'));
  expect([notes.get('a'), notes.get('n'), notes.get('toString')]).toEqual(['1', undefined, undefined]);
  notes.set('a', undefined);
  notes.set('__proto__', 'x');
  expect(notes.toBytes().toString()).toBe('{"b":"2","__proto__":"x"}');
  notes.set('b', undefined);
  notes.set('__proto__', undefined);
  expect(notes.toBytes()).toHaveLength(0);
});
