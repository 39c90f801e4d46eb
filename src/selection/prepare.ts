import { compareText } from './canonical';
import type { CleanOffer, CleanResult } from './clean';
import { cleanOffers } from './clean';
import type { Filters } from './filters';
import { blockWarnings, prepareFilters } from './filters';
import type { Calibration, Latency } from './latency';
import {
  calibrate,
  calibrated,
  estimator,
  exceedsLatencyLimit,
  measuredLatency,
  samplesByAddress,
} from './latency';
import type { Rejected } from './relax';
import { highestPrice } from './query';
import { fixed } from './rounding';
import type { RejectReason, SelectInput } from './types';

/** An offer that every hard filter let pass. */
export interface Passed {
  readonly offer: CleanOffer;
  readonly latency: Latency;
}

/** The market after cleaning and filtering. */
export interface Prepared {
  readonly clean: CleanResult;
  readonly filters: Filters;
  readonly calibration: Calibration | null;
  readonly passed: readonly Passed[];
  /** In order of offer id. */
  readonly rejected: readonly Rejected[];
  readonly byReason: Readonly<Partial<Record<RejectReason, number>>>;
  readonly warnings: readonly string[];
}

/**
 * Cleans the rows, finds the latency of each offer, and applies the hard filters, the latency limit last: its
 * correction comes from offers that pass all others. (selection.md 5.3 to 5.6)
 */
export function prepare(input: SelectInput): Prepared {
  const { requirements, preferences } = input;
  const clean = cleanOffers(input.offers);
  const filters = prepareFilters(requirements, input.taken);
  const estimate = estimator(preferences.vantage);
  const samples = samplesByAddress(input.probes ?? []);

  const judged = clean.offers.map((offer) => ({
    offer,
    reasons: filters.reasons(offer),
    latency: measuredLatency(offer, samples) ?? estimate(offer.region),
  }));
  const calibration =
    samples.size === 0 || input.calibrate === false
      ? null
      : calibrate(
          judged.filter(({ reasons }) => reasons.length === 0),
          estimate,
        );

  const passed: Passed[] = [];
  const rejected: Rejected[] = [];
  const byReason: Partial<Record<RejectReason, number>> = {};
  for (const { offer, reasons: others, latency: raw } of judged) {
    const latency = calibrated(raw, calibration);
    const tooFar = exceedsLatencyLimit(latency, requirements.maxLatencyMs, preferences.onUnprobed);
    const reasons: readonly RejectReason[] = tooFar ? [...others, 'latency'] : others;
    if (reasons.length === 0) {
      passed.push({ offer, latency });
      continue;
    }
    rejected.push({ offer, reasons, latency });
    for (const reason of reasons) byReason[reason] = (byReason[reason] ?? 0) + 1;
  }
  rejected.sort((a, b) => a.offer.id - b.offer.id);
  return {
    clean,
    filters,
    calibration,
    passed,
    rejected,
    byReason,
    warnings: warningsOf(input, clean, filters),
  };
}

/** What the user should know about the market's answer, in a fixed order. */
function warningsOf(input: SelectInput, clean: CleanResult, filters: Filters): string[] {
  const warnings = blockWarnings(filters.blocked, clean.offers);
  if (clean.duplicates > 0) {
    warnings.push(
      `${clean.duplicates} rows repeat an offer (first: ${clean.firstDuplicate ?? 0}); the higher price of each counts`,
    );
  }
  if (input.truncated === true) {
    const highest = highestPrice(input.offers);
    warnings.push(
      'the marketplace holds more offers than could be fetched' +
        (highest === undefined ? '' : `; those above $${fixed(highest, 4)}/hr are missing`),
    );
  }
  return warnings.sort(compareText);
}
