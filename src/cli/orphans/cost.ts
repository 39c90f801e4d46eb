import type { Instance } from '../../vast';

/**
 * What a rental costs. The platform tells rates, not what was charged, so the sum is an estimate from age and rates
 * without transfer, which is charged by the byte (vast-api.md 6.3).
 */
export interface RentalCost {
  /** USD per hour in the present state: the running rate, or the rate of the disk when stopped. Null: not told. */
  readonly perHour: number | null;
  /** USD per hour while running, disk included. */
  readonly perHourRunning: number | null;
  /** USD since it was rented, at least: of a stopped rental its disk for the whole time. */
  readonly soFarAtLeast: number | null;
  /** USD since it was rented, at most: as if it had run the whole time. */
  readonly soFarAtMost: number | null;
}

const HOUR_SECONDS = 3600;

/** Whether the contract is stopped, by its owner or by the platform (outbid, no credit), so that only its disk is charged. */
export function isStopped(instance: Pick<Instance, 'intendedStatus' | 'currentState'>): boolean {
  return (instance.currentState ?? instance.intendedStatus) === 'stopped';
}

/**
 * @param ageSeconds null when the platform did not say when it was rented
 */
export function costOf(instance: Instance, ageSeconds: number | null): RentalCost {
  const perHourRunning = instance.pricePerHour;
  const stopped = isStopped(instance);
  // The total of a stopped instance stays the running rate, so it is no help here. (vast-api.md 4.2)
  const perHour = stopped ? instance.storagePricePerHour : perHourRunning;
  const sum = (rate: number | null): number | null =>
    rate === null || ageSeconds === null ? null : (rate * ageSeconds) / HOUR_SECONDS;
  return { perHour, perHourRunning, soFarAtLeast: sum(perHour), soFarAtMost: sum(perHourRunning) };
}
