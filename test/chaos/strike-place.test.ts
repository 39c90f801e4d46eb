import { isSettle, Strikes } from './strike-place';

const create = { endpoint: 'create', body: { label: 'x vg-0123456789ab-deadbeef?' } };
const settle = { endpoint: 'update', body: { label: 'x vg-0123456789ab-deadbeef' } };
const list = { endpoint: 'list', body: undefined };
const destroy = { endpoint: 'destroy', body: {} };

test('a settle is a label write without a mark', () => {
  expect(isSettle(settle)).toBe(true);
  expect(isSettle({ ...settle, body: create.body })).toBe(false);
  expect(isSettle({ ...settle, body: { state: 'stopped' } })).toBe(false);
  expect(isSettle(create)).toBe(false);
});

test('follows a create from before it pays to its end', () => {
  const strikes = new Strikes('apply');
  expect(strikes.place(list, 'before')).toBe('before the paying call');
  expect(strikes.place(create, 'before')).toBe('at the paying call');
  strikes.saw(create, 200);
  expect(strikes.place(list, 'acted')).toBe('after the paying call');
  expect(strikes.place(settle, 'before')).toBe('after the paying call');
  strikes.saw(settle, 200);
  expect(strikes.place(settle, 'acted')).toBe('between settle and state write');
  expect(strikes.place(list, 'before')).toBe('between settle and state write');
});

test('a refused paying call has paid for nothing, a lost answer may have', () => {
  const refused = new Strikes('apply');
  refused.saw(create, 400);
  expect(refused.place(list, 'before')).toBe('before the paying call');
  const lost = new Strikes('apply');
  lost.saw(create, 0);
  expect(lost.place(list, 'before')).toBe('after the paying call');
});

test('what neither creates nor destroys is elsewhere', () => {
  const strikes = new Strikes('label');
  strikes.saw(settle, 200);
  expect(strikes.place(settle, 'acted')).toBe('elsewhere');
  expect(strikes.place(destroy, 'before')).toBe('during destroy');
});
