import type { Requirements, SelectionRecord } from '../selection';

/** What an applied state knows of one rented instance. */
export interface AppliedInstance {
  /** The offer that was rented; null when the state does not know it, as after an import. */
  readonly offerId: number | null;
  readonly machineId: number | null;
  /** USD per hour with disk, when it was rented. */
  readonly pricePerHour: number | null;
  /** The limits that it was applied with; undefined when the state does not hold all of them, as after an import. */
  readonly requirements: Requirements | undefined;
  /** Why this machine; undefined when the state has no record that can be read. */
  readonly record: SelectionRecord | undefined;
  /** Offers that the lock pinned when it was created, best first. */
  readonly pinnedOfferIds: readonly number[];
  readonly machine: AppliedMachine;
}

/** The rented machine as the platform described it; null where it did not. */
export interface AppliedMachine {
  readonly hostId: number | null;
  /** Region code, such as `US-CA`. */
  readonly region: string | null;
  readonly geolocation: string | null;
  readonly gpuName: string | null;
  /** GB of 1000 MB. */
  readonly gpuMemoryGb: number | null;
  /** Reliability of the host when it was rented, 0 to 1. */
  readonly reliability: number | null;
}

/** The applied states of an app, by the constructs of its last synthesis. */
export interface AppliedApp {
  /** Every `VastGpuInstance` by its path; undefined when no state holds its instance. */
  readonly constructs: ReadonlyMap<string, AppliedInstance | undefined>;
  /** Construct paths of the stacks whose state was read. */
  readonly stacks: readonly string[];
  /** Instances that these states still hold though no construct stands for them any more. */
  readonly strays: readonly Pick<AppliedInstance, 'offerId' | 'machineId'>[];
}
