import { formatSeconds } from '../time-limit';
import type { InstanceState } from './schema';

/** What came of one offer. */
export type Outcome =
  /** Skipped without renting: too expensive now, or it no longer meets a requirement. */
  | 'unsuitable'
  /** Somebody else has it. */
  | 'gone'
  /** The platform refused, or its answer was lost and no rental came of it. */
  | 'not-rented'
  /** Rented, found unusable, and destroyed. */
  | 'discarded'
  /** Rented, and another create with the same claim has it now. */
  | 'taken-over'
  /** Rented, and still there although create failed. */
  | 'left'
  | 'rented';

/** One offer that a create tried. */
export interface Attempt {
  /** Null for a rental that was taken over from an interrupted create. */
  readonly offerId: number | null;
  readonly machineId: number;
  readonly region: string;
  /** USD per hour, as far as known. */
  readonly pricePerHour: number | null;
  readonly instanceId: number | null;
  readonly outcome: Outcome;
  /** Why, in a few words. */
  readonly reason: string;
  readonly elapsedMs: number;
}

const VERDICTS: Readonly<Record<Outcome, string>> = {
  unsuitable: 'skipped',
  gone: 'gone',
  'not-rented': 'not rented',
  discarded: 'given back',
  'taken-over': 'taken over by another run',
  left: 'STILL RENTED',
  rented: 'rented',
};

/** One line of a diagnostic. */
export function describeAttempt(attempt: Attempt): string {
  const price = attempt.pricePerHour === null ? '' : `, $${formatPrice(attempt.pricePerHour)}/h`;
  const instance = attempt.instanceId === null ? '' : ` as instance ${attempt.instanceId}`;
  const offer = attempt.offerId === null ? 'rental left by an interrupted run' : `offer ${attempt.offerId}`;
  return (
    `${offer} on machine ${attempt.machineId} (${attempt.region}${price}): ` +
    `${VERDICTS[attempt.outcome]}${instance}: ${attempt.reason} (${formatSeconds(attempt.elapsedMs)})`
  );
}

/** All attempts as numbered lines; a text that says so when there were none. */
export function describeAttempts(attempts: readonly Attempt[]): string {
  if (attempts.length === 0) return 'No offer was tried.';
  return attempts.map((attempt, at) => `  ${at + 1}. ${describeAttempt(attempt)}`).join('\n');
}

/** A price with at least two and at most four decimals. */
export function formatPrice(pricePerHour: number): string {
  return pricePerHour.toFixed(4).replace(/0{1,2}$/, '');
}

/** The form of the `attempts` attribute. */
export function attemptAttributes(attempts: readonly Attempt[]): NonNullable<InstanceState['attempts']> {
  return attempts.map(({ offerId, machineId, region, pricePerHour, instanceId, ...attempt }) => ({
    offer_id: offerId,
    machine_id: machineId,
    region,
    price_per_hour: pricePerHour,
    instance_id: instanceId,
    outcome: attempt.outcome === 'rented' ? 'rented' : `${VERDICTS[attempt.outcome]}: ${attempt.reason}`,
    elapsed_seconds: Math.round(attempt.elapsedMs / 1000),
  }));
}
