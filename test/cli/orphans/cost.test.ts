import { costOf } from '../../../src/cli/orphans/cost';
import { rental } from '../../support/orphans';

const HALF_AN_HOUR = 1800;

test('a running one costs its running rate, for all its age', () => {
  expect(costOf(rental(1), HALF_AN_HOUR)).toEqual({
    perHour: 0.25,
    perHourRunning: 0.25,
    soFarAtLeast: 0.125,
    soFarAtMost: 0.125,
  });
});

test.each([
  ['stopped by its owner', { intended_status: 'stopped', cur_state: 'stopped' }],
  ['waiting for its GPU', { intended_status: 'running', cur_state: 'stopped' }],
  ['stopped, by the wish alone', { intended_status: 'stopped', cur_state: null }],
])('one that is %s costs its disk now, and between that and all since it was rented', (_what, change) => {
  // `dph_total` does not fall when an instance is stopped.
  expect(costOf(rental(1, change), HALF_AN_HOUR)).toEqual({
    perHour: 0.01,
    perHourRunning: 0.25,
    soFarAtLeast: 0.005,
    soFarAtMost: 0.125,
  });
});

test('one that is being stopped still costs its running rate', () => {
  expect(costOf(rental(1, { intended_status: 'stopped' }), HALF_AN_HOUR).perHour).toBe(0.25);
});

test('what the platform did not say stays unknown', () => {
  expect(costOf(rental(1, { dph_total: null }), 60)).toMatchObject({ perHour: null, soFarAtMost: null });
  expect(costOf(rental(1), null)).toMatchObject({ perHour: 0.25, soFarAtLeast: null, soFarAtMost: null });
});
