import { readFileSync } from 'node:fs';
import path from 'node:path';

import { renderOrphansJson } from '../../../src/cli/orphans/json';
import { orphanReport } from '../../../src/cli/orphans/report';
import { minutesLater } from '../../support/locks';
import { CLAIM, held, knownState, NONCE, rental } from '../../support/orphans';

test('has the documented members, and no other', () => {
  const known = held({ state: 'a.tfstate', doomed: 'deposed' });
  const nameless = held({ id: null, nonce: '22222222' });
  const report = orphanReport(
    {
      instances: new Map(
        [rental(1), rental(2, { label: `vg-${CLAIM}-33333333!` })].map((one) => [one.id, one]),
      ),
      gone: new Set([9]),
    },
    [knownState([known, nameless, held({ id: 9 })], { name: 'a.tfstate' })],
    minutesLater(1),
  );
  const json = JSON.parse(renderOrphansJson(report)) as Record<string, unknown>;
  expect(json).toEqual({
    format_version: 1,
    taken_at: minutesLater(1).toISOString(),
    states: [{ name: 'a.tfstate', instances: 3 }],
    rentals: [
      expect.objectContaining({ id: 2, stage: 'failed', label: null, known: false, held_by: [] }),
      {
        id: 1,
        stage: 'settled',
        claim: CLAIM,
        nonce: NONCE,
        label: 'june',
        machine_id: 43_973,
        host_id: 307_092,
        gpu_name: 'RTX 3060',
        num_gpus: 1,
        region: 'US-CA',
        geolocation: 'California, US',
        status: 'running',
        stopped: false,
        started_at: minutesLater(-119).toISOString(),
        age_seconds: 7200,
        usd_per_hour: 0.25,
        usd_per_hour_running: 0.25,
        usd_so_far_at_least: 0.5,
        usd_so_far_at_most: 0.5,
        known: true,
        held_by: [{ state: 'a.tfstate', address: 'vastai_instance.june', doomed: 'deposed' }],
        next: null,
      },
    ],
    unmarked: 0,
    gone: [{ state: 's', address: 'vastai_instance.june', id: 9, doomed: null }],
    unplaced: [{ state: 's', address: 'vastai_instance.june', claim: CLAIM, nonce: '22222222' }],
  });
  const [orphan] = json['rentals'] as readonly { readonly next: unknown }[];
  expect(orphan?.next).toEqual({
    import: null,
    destroy: 'vastai destroy instance 2',
    note: 'Its create failed, so it is of no use. Destroy it.',
  });
});

test('every member is described in docs/command.md', () => {
  const docs = readFileSync(path.resolve(__dirname, '../../../docs/command.md'), 'utf8');
  const report = orphanReport(
    { instances: new Map([[1, rental(1)]]), gone: new Set() },
    [knownState([held()])],
    minutesLater(1),
  );
  const json = JSON.parse(renderOrphansJson(report)) as Record<string, readonly object[]>;
  const members = [...Object.keys(json), ...Object.keys(json['rentals']?.[0] ?? {})];
  expect(members.filter((member) => !docs.includes(`\`${member}\``))).toEqual([]);
});

test('states is null when none were given', () => {
  const report = orphanReport({ instances: new Map(), gone: new Set() }, null, minutesLater(1));
  expect(JSON.parse(renderOrphansJson(report))).toMatchObject({ states: null, rentals: [] });
});
