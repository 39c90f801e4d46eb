import { claimOf } from '../../src/synth';

const parts = { projectId: 'd1c319c7', environment: '', path: 'gpu/trainer' };

test('a claim is 12 hex digits, and pinned: another one would hide rentals that exist', () => {
  expect(claimOf(parts)).toBe('4eb2e5b55acf');
});

test.each([
  ['project', { projectId: 'other' }],
  ['environment', { environment: 'staging' }],
  ['construct', { path: 'gpu/trainer2' }],
])('another %s has another claim', (_part, change) => {
  expect(claimOf({ ...parts, ...change })).not.toBe(claimOf(parts));
});

test('the parts do not run into each other', () => {
  expect(claimOf({ projectId: 'a', environment: 'b', path: 'c' })).not.toBe(
    claimOf({ projectId: 'a', environment: '', path: 'bc' }),
  );
});
