import type { Preferences, Requirements } from '../../selection';
import { isUnknown } from '../../tfplugin';
import type { BidLimits } from './bid';
import { known } from './configured';
import type { InstanceArguments, InstancePlanned } from './schema';
import { toPreferences, toRequirements } from './mapping';
import { containerEnv } from './secrets';

/** An offer that a lookup pinned. */
export interface PinnedOffer {
  readonly offerId: number;
  readonly machineId: number;
  readonly region: string;
  /** USD per hour when it was pinned. */
  readonly pricePerHour: number | null;
}

/** What one create is asked for. Holds secrets in clear: never log it, never put it into an error. */
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
  /** Undefined: the template names it. */
  readonly image: string | undefined;
  readonly templateHashId: string | undefined;
  /** `-u USER -p TOKEN REGISTRY`. */
  readonly imageLogin: string | undefined;
  /** Plain and secret variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Container ports, `8001/tcp`. */
  readonly ports: readonly string[];
  /** Undefined: the template says it. */
  readonly runtype: string | undefined;
  readonly args: readonly string[];
  /** Start-up script, or for runtype `args` the entrypoint. */
  readonly onstart: string | null;
  readonly sshPublicKeys: readonly string[];
  /** Null: on demand. */
  readonly bid: BidLimits | null;
  readonly power: 'running' | 'stopped';
  readonly maxAttempts: number;
  readonly reachability: 'tcp' | 'none';
  readonly createTimeoutMs: number;
}

/** The request of a plan; `config` for what is in no plan, `claim` is the one to use when the plan names none. */
export function rentRequest(
  plan: InstancePlanned,
  config: Pick<InstanceArguments, 'secret_env' | 'image_login' | 'runtype'>,
  claim: { readonly value: string; readonly isConfigured: boolean },
  createTimeoutMs: number,
): RentRequest {
  const ports = plan.ports ?? [];
  const requirements = toRequirements(plan.requirements, { diskGb: plan.disk_gb, portCount: ports.length });
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
    requirements: {
      ...requirements,
      blockedHosts: [
        ...requirements.blockedHosts,
        ...plan.blocked_machines.map((machineId) => `machine:${machineId}`),
      ],
    },
    preferences: toPreferences(plan.preferences),
    image: known(plan.image),
    templateHashId: known(plan.template_hash_id),
    imageLogin: imageLogin(config.image_login),
    env: containerEnv(plan.env ?? {}, config.secret_env ?? {}),
    ports,
    // A template's own runtype counts unless the user has named one.
    runtype: config.runtype === null && known(plan.template_hash_id) !== undefined ? undefined : plan.runtype,
    args: plan.args ?? [],
    onstart: plan.entrypoint ?? plan.onstart,
    sshPublicKeys: known(plan.ssh_public_keys) ?? [],
    bid: bidLimits(plan.bid),
    power: plan.power === 'stopped' ? 'stopped' : 'running',
    maxAttempts: plan.max_attempts,
    reachability: plan.reachability === 'none' ? 'none' : 'tcp',
    createTimeoutMs,
  };
}

/** The limits of a `bid` argument; null on demand. */
export function bidLimits(bid: InstancePlanned['bid']): BidLimits | null {
  return bid === null ? null : { minPerHour: bid.min_price_per_hour, maxPerHour: bid.max_price_per_hour };
}

/** The login in the platform's own form (vast-api.md 3.2). Validation has refused parts that would break it. */
function imageLogin(login: InstanceArguments['image_login']): string | undefined {
  const { registry, username, password } = login ?? {};
  if (!registry || !username || !password) return undefined;
  return `-u ${username.reveal()} -p ${password.reveal()} ${registry.reveal()}`;
}
