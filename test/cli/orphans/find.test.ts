import { findOrphans } from '../../../src/cli/orphans/find';
import { orphansOf } from '../../../src/cli/orphans/report';
import { minutesLater } from '../../support/locks';
import { held, knownState, ListedAccount, rental } from '../../support/orphans';
import { VirtualClock } from '../../support/virtual-clock';

test('asks for what states name, and dates the report when everything was seen', async () => {
  const vast = new ListedAccount([[rental(1)]], [rental(2)]);
  const times = [minutesLater(3)];
  const report = await findOrphans(
    { vast, clock: new VirtualClock(), now: () => times.pop() ?? new Date(0) },
    [knownState([held({ id: 2 }), held({ id: 3 }), held({ id: null })])],
  );
  expect(vast.calls).toEqual(['list', 'list', 'read 2', 'read 3']);
  expect(report.takenAt).toBe(minutesLater(3).toISOString());
  expect(report.rentals.map(({ id, known }) => [id, known])).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(report.gone.map(({ id }) => id)).toEqual([3]);
  expect(orphansOf(report)).toEqual([]);
});
