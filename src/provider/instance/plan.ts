import { requirementFailures, type Requirements } from '../../selection';
import { isUnknown, type PlanContext, unknown } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { factAttributes, factsOfState } from './facts';
import { knownRequirements } from './mapping';
import { planBid } from './plan-bid';
import { planContainer } from './plan-container';
import type { InstanceBody, InstancePlan, InstanceState } from './schema';
import { IMPORTED, STARTING, unsettledStage } from './notes';

export type Context = PlanContext<ProviderClient, InstanceBody>;
export type Changes = Partial<InstancePlan>;

/**
 * What a change of the configuration does to a rented instance. A pure function of prior state, plan and notes: no network,
 * so a plan works with a read-only key, and twice in a row says the same.
 */
export function planInstance(context: Context): Changes | undefined {
  const { prior } = context;
  if (prior === null) return planCreate(context);
  const imported = context.privateState.get(IMPORTED) !== undefined;
  const container = planContainer(context, prior, imported);
  const bid = planBid(context, prior);
  const { offers, preferences } = prior;
  return {
    ...factAttributes(prior),
    // They serve creation: null or not, they stay what they were, or become what is configured now.
    ...(context.config.offers === null ? { offers: offers as Changes['offers'] & object } : {}),
    ...(context.config.preferences === null
      ? { preferences: preferences as Changes['preferences'] & object }
      : {}),
    ...planRequirements(context, prior),
    ...planKeys(context, prior, imported),
    ...container.changes,
    ...planLiveValues(context, prior, container.isMadeAnew),
    ...bid,
  };
}

/** Computed for the sake of imports only: what is not configured is known to be none. */
function planCreate({ config }: Context): Changes {
  return {
    ...(config.offers === null ? { offers: null } : {}),
    ...(config.preferences === null ? { preferences: null } : {}),
    ...(config.template_hash_id === null ? { template_hash_id: null } : {}),
    ...(config.secret_env_version === null ? { secret_env_version: null } : {}),
    ...(config.ssh_public_keys === null ? { ssh_public_keys: null } : {}),
    ...(config.bid === null ? { bid_price_per_hour: null } : {}),
    outbid: false,
    outbid_price_per_hour: null,
  };
}

const LIVE_UNKNOWN = { public_ip: unknown(), port_map: unknown(), ssh: unknown(), status: unknown() };

/** Address and ports change with power and container only; otherwise they are what the last read saw. */
function planLiveValues(
  { plan, changed, privateState }: Context,
  prior: InstanceState,
  isMadeAnew: boolean,
): Changes {
  const { public_ip, port_map, ssh, status } = prior;
  if (changed.has('power')) {
    return plan.power === 'stopped'
      ? { public_ip: null, port_map: {}, ssh: null, status: unknown() }
      : LIVE_UNKNOWN;
  }
  const stage = unsettledStage(privateState);
  const isUp = plan.power === 'running' && prior.outbid !== true;
  const isComingUp = privateState.get(STARTING) !== undefined;
  if (isUp && (isMadeAnew || stage === 'changing' || isComingUp)) return LIVE_UNKNOWN;
  // An update has to take the mark of an interrupted run off, and Terraform calls it only for a change.
  const mustSettle = stage === 'pending' || stage === 'failed';
  return { public_ip, port_map, ssh, status: mustSettle ? unknown() : status };
}

/** Design.md D3: only what changed is checked, against what was true when the machine was rented. */
function planRequirements(context: Context, prior: InstanceState): Changes {
  const { changed, plan, requireReplace, warn } = context;
  if (!changed.has('requirements')) return {};
  const sizes = { diskGb: prior.disk_gb ?? 0, portCount: prior.ports?.length ?? 0 };
  const planned = knownRequirements(plan.requirements, sizes);
  // With a part unknown nothing can be said yet; the plan of the apply walk says it.
  if (planned === undefined) return {};
  const before = knownRequirements(prior.requirements, sizes);
  const failures = requirementFailures(factsOfState(prior), planned, changedFields(before, planned));
  if (failures.length > 0) {
    requireReplace(['requirements']);
    warn({
      summary: `Instance ${prior.id ?? ''} does not meet a changed requirement`,
      detail: `Instance ${prior.id ?? ''} will be replaced: ${failures.map(({ message }) => message).join('; ')}.`,
      path: ['requirements'],
    });
    return {};
  }
  if (before !== undefined || prior.requirements === null) return {};
  // After an import there is nothing to compare with: what the machine meets is not worth a change. A plan may keep the
  // prior value whatever the configuration says, also one whose members an import left null (plugin-protocol.md 9.2).
  return { requirements: prior.requirements as Changes['requirements'] & object };
}

function changedFields(before: Requirements | undefined, after: Requirements): (keyof Requirements)[] {
  const fields = Object.keys(after) as (keyof Requirements)[];
  const sized = fields.filter((field) => field !== 'diskGb' && field !== 'portCount');
  if (before === undefined) return sized;
  return sized.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Keys of an import are all that were let in, those of the account too: the configured ones among them are no change. */
function planKeys({ config, plan }: Context, prior: InstanceState, imported: boolean): Changes {
  const before = prior.ssh_public_keys;
  if (config.ssh_public_keys === null) return { ssh_public_keys: before };
  const keys = plan.ssh_public_keys;
  if (!imported || before === null || keys === null || isUnknown(keys)) return {};
  const isKnown = keys.every((key) => !isUnknown(key) && before.includes(key.trim()));
  return isKnown ? { ssh_public_keys: before } : {};
}
