import { renderExplainPage } from '../src/cli/explain-page';
import {
  defaultPreferences,
  defaultRequirements,
  probeTargets,
  select,
  trimRecord,
  type SelectInput,
} from '../src/selection';
import { marketRows } from './rows';
import type { BenchSuite } from './suite';

const TAKEN_AT = '2026-11-23T09:00:00.000Z';

/** Choosing among 10,000 offers. The goal of the project is less than 50 ms. */
export function selectionSuite(): BenchSuite {
  const input = (allFit: boolean): SelectInput => ({
    offers: marketRows(10_000, allFit),
    requirements: defaultRequirements,
    preferences: defaultPreferences,
    takenAt: TAKEN_AT,
  });
  const [fitting, mixed] = [input(true), input(false)];
  const probes = probeTargets(fitting).map(({ address }, index) => ({ address, samplesMs: [20 + index] }));
  const record = trimRecord(select(mixed).record);
  return {
    tasks: [
      { name: 'select: 10,000 offers, all fit', run: () => select(fitting), goalMs: 50 },
      { name: 'select: 10,000 offers, a quarter fits', run: () => select(mixed) },
      { name: 'select: 10,000 offers, all fit, calibrated', run: () => select({ ...fitting, probes }) },
      { name: 'probeTargets: 10,000 offers', run: () => probeTargets(fitting) },
      { name: 'explain --html: one record', run: () => renderExplainPage(record, { path: 'gpu/trainer' }) },
    ],
  };
}
