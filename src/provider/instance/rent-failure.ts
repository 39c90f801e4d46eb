import type { DiagnosticInput } from '../../tfplugin';
import { explainApiError } from '../api-errors';
import { textOf } from '../time-limit';
import { type Attempt, describeAttempts, formatPrice } from './attempts';
import { rentalLabel, type RentalNote } from './holdings';
import { UnresolvedRentalError } from './rent-offer';

/** What a failed create has to report beside its reason. */
export interface FailureReport {
  /** Terraform asked to stop. */
  readonly stopped: boolean;
  /** The create timeout for people, when it ran out. */
  readonly timedOutAfter: string | undefined;
  readonly attempts: readonly Attempt[];
  /** Rentals that may still exist; the first one is in the state. */
  readonly left: readonly RentalNote[];
  /** Calls whose answer was lost and of which nothing was found. */
  readonly lost: readonly RentalNote[];
}

/** A create that failed, in the words for its diagnostic. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';

  constructor(
    readonly summary: string,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${summary}: ${detail}`, options);
  }

  /** The error with everything that was tried and everything that may still exist. */
  static from(error: unknown, report: FailureReport): GaveUp {
    const { summary, detail } = reasonOf(error, report);
    const parts = [detail, describeAttempts(report.attempts), ...leftovers(report)];
    return new GaveUp(summary, parts.filter((part) => part !== '').join('\n\n'), { cause: error });
  }
}

function reasonOf(
  error: unknown,
  report: FailureReport,
): { readonly summary: string; readonly detail: string } {
  if (error instanceof GaveUp) return error;
  if (error instanceof UnresolvedRentalError) return { summary: 'A rental may exist', detail: error.message };
  const explained = explainApiError(error);
  if (explained) return { summary: explained.summary, detail: explained.detail ?? '' };
  if (report.stopped) {
    const after = report.left.length === 0 ? 'Nothing of it is left on the platform.' : '';
    return {
      summary: 'Creating the instance was interrupted',
      detail: `Terraform asked to stop. ${after}`.trim(),
    };
  }
  if (report.timedOutAfter !== undefined) {
    return {
      summary: 'No machine was ready in time',
      detail: `The create timeout of ${report.timedOutAfter} is over. Raise timeouts.create if the image is large.`,
    };
  }
  return {
    summary: 'The instance could not be created',
    detail: textOf(error),
  };
}

function leftovers(report: FailureReport): readonly string[] {
  const [kept, ...others] = report.left;
  const texts: string[] = [];
  if (kept) {
    const next =
      kept.id === null
        ? 'The state holds its mark, as tainted: the next plan looks for it, and the apply after that destroys it.'
        : 'It is kept in the state as tainted: the next apply destroys it.';
    texts.push(`${describeLeft(kept, report.attempts)} ${next} Until then it may cost money.`);
  }
  for (const other of others) {
    texts.push(
      `${describeLeft(other, report.attempts)} It is NOT in the state, which holds one instance only: destroy it by hand, ` +
        'and run "vast-gpu orphans" to be sure.',
    );
  }
  if (report.lost.length > 0) {
    const labels = report.lost.map((rental) => `"${rentalLabel(rental, 'pending')}"`).join(', ');
    texts.push(
      `The answers to ${report.lost.length} rent call(s) were lost, and no rental came to light. Should one still turn up, ` +
        `it is labelled ${labels}; "vast-gpu orphans" reports it.`,
    );
  }
  return texts;
}

/** The warning of a create that succeeded after calls whose answer was lost and of which nothing was found. */
export function neverSeen(lost: readonly RentalNote[]): DiagnosticInput {
  const labels = lost.map((rental) => `"${rentalLabel(rental, 'pending')}"`).join(' or ');
  return {
    summary: `The answer to a rent call was lost: ${labels}`,
    detail:
      `Three looks over a minute found no rental of it, so most likely none was made. Should one still turn up, it is ` +
      `labelled ${labels} and costs money: "vast-gpu orphans" reports it.`,
  };
}

/** The warning of a create that succeeded although an earlier call may have rented something as well. */
export function secondRental(
  lost: readonly RentalNote[],
  undestroyed: readonly number[],
  error: unknown,
): DiagnosticInput {
  const labels = lost.map((rental) => `"${rentalLabel(rental, 'pending')}"`).join(' or ');
  const what =
    undestroyed.length === 0
      ? `Whether a rental labelled ${labels} exists could not be checked`
      : `Instance ${undestroyed.join(', ')} is a rental that nobody needs and could not be destroyed`;
  return {
    summary: `A second rental may exist: ${labels}`,
    detail: `The answer to a rent call was lost. ${what}: ${textOf(error)} Look at the account, or run "vast-gpu orphans".`,
  };
}

function describeLeft(rental: RentalNote, attempts: readonly Attempt[]): string {
  const price = attempts.find((attempt) => attempt.offerId === rental.offerId)?.pricePerHour ?? null;
  const cost = price === null ? '' : ` at $${formatPrice(price)}/h`;
  const name = rental.id === null ? 'A rental' : `Instance ${rental.id}`;
  return `${name} on machine ${rental.machineId}${cost} may still exist, labelled "${rentalLabel(rental, 'pending')}".`;
}
