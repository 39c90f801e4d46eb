import { formatPrice, printable } from '../../selection';
import type { Stage } from '../../provider/label';
import { age, count } from '../format';
import type { Style } from '../style';
import { renderTable, type Column } from '../table';
import { orphansOf, type OrphanEntry, type OrphanReport } from './report';
import type { HeldInstance } from './state-text';

const COLUMNS: readonly Column[] = [
  { title: 'id', align: 'right' },
  { title: 'stage' },
  { title: 'claim' },
  { title: 'label' },
  { title: 'machine', align: 'right' },
  { title: 'GPU' },
  { title: 'region' },
  { title: 'status' },
  { title: 'age', align: 'right' },
  { title: '$/hr', align: 'right' },
  { title: '$ so far', align: 'right' },
];
const KNOWN: Column = { title: 'state' };

const STAGES: Readonly<Record<Stage, string>> = {
  pending: 'left by a create that was interrupted, or is at work',
  settled: 'created completely',
  failed: 'left by a create that failed',
  changing: 'created completely; its container is to be made anew',
};

/** USD without the sign: a column of figures. */
const usd = (value: number | null): string => (value === null ? '?' : formatPrice(value).slice(1));

function soFar({ cost: { soFarAtLeast, soFarAtMost } }: OrphanEntry): string {
  if (soFarAtMost === null) return '?';
  if (soFarAtLeast === soFarAtMost) return `~${usd(soFarAtMost)}`;
  return `${usd(soFarAtLeast ?? 0)} to ${usd(soFarAtMost)}`;
}

const holder = ({ state, address, doomed }: HeldInstance): string =>
  printable(`${address} in ${state}${doomed === null ? '' : ` (${doomed})`}`, 300);

function rowOf(rental: OrphanEntry, now: Date, style: Style): readonly string[] {
  const { known, heldBy } = rental;
  const cells = [
    String(rental.id),
    rental.stage,
    rental.claim,
    printable(rental.label ?? '', 40),
    String(rental.machineId ?? '?'),
    `${rental.numGpus !== null && rental.numGpus !== 1 ? `${rental.numGpus}x ` : ''}${printable(rental.gpuName ?? '?', 40)}`,
    rental.region ?? '?',
    printable(
      rental.stopped && rental.status !== 'stopped' ? `${rental.status}, stopped` : rental.status,
      40,
    ),
    rental.startedAt === null ? '?' : age(rental.startedAt, now),
    usd(rental.cost.perHour),
    soFar(rental),
    ...(known === null ? [] : [known ? heldBy.map(holder).join('; ') : 'unknown']),
  ];
  return known === false ? cells.map(style.bad) : cells;
}

/** The report for people. */
export function renderOrphans(report: OrphanReport, style: Style): string {
  const { rentals, states, gone, unplaced, unmarked } = report;
  const now = new Date(report.takenAt);
  const orphans = orphansOf(report);
  const blocks: (readonly string[])[] = [];
  if (rentals.length > 0) {
    const columns = states === null ? COLUMNS : [...COLUMNS, KNOWN];
    blocks.push([
      renderTable(
        columns,
        rentals.map((rental) => rowOf(rental, now, style)),
        style.bold,
      ),
    ]);
    blocks.push(notes(rentals));
  }
  if (orphans.length > 0) {
    blocks.push([
      style.bold('What to do about those that no state knows (nothing was changed):'),
      ...orphans.flatMap((orphan) => steps(orphan)),
    ]);
  }
  if (gone.length > 0) {
    blocks.push([
      style.bold('In a state, but the platform has no such instance any more:'),
      ...gone.map((held) => `  ${held.id ?? ''}  ${holder(held)}; the next plan shows it`),
    ]);
  }
  if (unplaced.length > 0) {
    blocks.push([
      style.bold('In a state without an id, and no rental carries its nonce:'),
      ...unplaced.map((held) => `  ${holder(held)}; the next apply replaces it`),
    ]);
  }
  blocks.push(summary(report, unmarked));
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function notes(rentals: readonly OrphanEntry[]): readonly string[] {
  const ranges = rentals.some(({ cost }) => cost.soFarAtLeast !== cost.soFarAtMost);
  return [
    '$ so far is an estimate: age times the rate of the present state, without transfer.',
    ...(ranges
      ? [
          'A stopped one lies between its disk alone and running all the time; nobody tells when it was stopped.',
        ]
      : []),
  ];
}

function steps({ id, stage, next }: OrphanEntry): readonly string[] {
  if (next === null) return [];
  return [
    `  ${id}, ${STAGES[stage]}`,
    `    ${printable(next.note, 600)}`,
    ...(next.import === null ? [] : [`    keep it:     ${printable(next.import, 600)}`]),
    `    destroy it:  ${next.destroy}   (or in the platform's console)`,
  ];
}

function summary({ rentals, states }: OrphanReport, unmarked: number): readonly string[] {
  const others =
    unmarked === 0
      ? ''
      : `; ${count(unmarked, 'other instance')} of the account without it ${unmarked === 1 ? 'is' : 'are'} not listed`;
  const first = `${rentals.length === 0 ? 'No rental carries' : `${count(rentals.length, 'rental')} ${rentals.length === 1 ? 'carries' : 'carry'}`} our mark${others}.`;
  if (states === null) {
    return rentals.length === 0
      ? [first]
      : [first, 'Give --state or --dir to learn which of them a state knows.'];
  }
  const read = states.map(
    ({ name, held }) => `  ${printable(name, 300)} (${count(held.length, 'instance')})`,
  );
  return [first, `States that were read:`, ...read];
}
