import type { Preferences, Requirements } from '../../selection';
import { isUnknown } from '../../tfplugin';
import type { InstancePlanned } from './schema';
import { toPreferences, toRequirements } from './mapping';

/** An offer that a lookup pinned. */
export interface PinnedOffer {
  readonly offerId: number;
  readonly machineId: number;
  readonly region: string;
  /** USD per hour when it was pinned. */
  readonly pricePerHour: number | null;
}

/** What one create is asked for. */
export interface RentRequest {
  /** 12 hex digits. */
  readonly claim: string;
  /** False when the claim was drawn at random just now: nobody else can hold it. */
  readonly claimIsConfigured: boolean;
  readonly claimConflict: 'refuse' | 'warn';
  readonly label: string | null;
  readonly offers: readonly PinnedOffer[];
  readonly onStale: 'research' | 'fail';
  readonly requirements: Requirements;
  readonly preferences: Preferences;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  /** Container ports, `8001/tcp`. */
  readonly ports: readonly string[];
  readonly runtype: string;
  readonly args: readonly string[];
  readonly onstart: string | null;
  readonly power: 'running' | 'stopped';
  readonly maxAttempts: number;
  readonly reachability: 'tcp' | 'none';
  readonly createTimeoutMs: number;
}

/** The request of a plan; `claim` is the one to use when the plan names none. */
export function rentRequest(
  plan: InstancePlanned,
  claim: { readonly value: string; readonly isConfigured: boolean },
  createTimeoutMs: number,
): RentRequest {
  const ports = plan.ports ?? [];
  return {
    claim: claim.value,
    claimIsConfigured: claim.isConfigured,
    claimConflict: plan.claim_conflict === 'warn' ? 'warn' : 'refuse',
    label: plan.label,
    offers: (isUnknown(plan.offers) ? [] : (plan.offers ?? [])).map((offer) => ({
      offerId: offer.id,
      machineId: offer.machine_id,
      region: offer.region ?? '??',
      pricePerHour: offer.price_per_hour,
    })),
    onStale: plan.on_stale === 'fail' ? 'fail' : 'research',
    requirements: toRequirements(plan.requirements, { diskGb: plan.disk_gb, portCount: ports.length }),
    preferences: toPreferences(plan.preferences),
    image: plan.image,
    env: plan.env ?? {},
    ports,
    runtype: plan.runtype,
    args: plan.args ?? [],
    onstart: plan.onstart,
    power: plan.power === 'stopped' ? 'stopped' : 'running',
    maxAttempts: plan.max_attempts,
    reachability: plan.reachability === 'none' ? 'none' : 'tcp',
    createTimeoutMs,
  };
}
