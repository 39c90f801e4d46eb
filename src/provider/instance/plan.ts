import { requirementFailures, type Requirements } from '../../selection';
import { isUnknown, type PlanContext, unknown } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { factAttributes, factsOfState } from './facts';
import { knownRequirements } from './mapping';
import type { InstanceBody, InstancePlan, InstanceState } from './schema';

type Context = PlanContext<ProviderClient, InstanceBody>;
type Changes = Partial<InstancePlan>;

/**
 * What a change of the configuration does to a rented instance. A pure function of prior state, plan and notes: no network,
 * so a plan works with a read-only key, and twice in a row says the same.
 */
export function planInstance(context: Context): Changes | undefined {
  const { config, prior, privateState } = context;
  if (prior === null) {
    // Computed for the sake of imports only: what is not configured is known to be none.
    return {
      ...(config.offers === null ? { offers: null } : {}),
      ...(config.preferences === null ? { preferences: null } : {}),
    };
  }
  const imported = privateState.get('imported') !== undefined;
  return {
    ...factAttributes(prior),
    ...planLiveValues(context, prior),
    ...planRequirements(context, prior),
    ...planArguments(context, prior, imported),
  };
}

/** Address and ports change with the power only; otherwise they are what the last read saw. */
function planLiveValues({ plan, changed }: Context, prior: InstanceState): Changes {
  if (!changed.has('power')) {
    return { public_ip: prior.public_ip, port_map: prior.port_map, status: prior.status };
  }
  if (plan.power === 'stopped') return { public_ip: null, port_map: {}, status: unknown() };
  return { public_ip: unknown(), port_map: unknown(), status: unknown() };
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
      summary: 'The rented machine does not meet a changed requirement',
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

/** Arguments of the container: nothing but a new rental changes them. */
function planArguments(context: Context, prior: InstanceState, imported: boolean): Changes {
  const { plan, requireReplace } = context;
  const differs: Readonly<Record<string, boolean>> = {
    image: plan.image !== prior.image,
    disk_gb: plan.disk_gb !== prior.disk_gb,
    runtype: plan.runtype !== prior.runtype,
    onstart: text(plan.onstart) !== text(prior.onstart),
    args: !sameList(plan.args, prior.args),
    ports: !sameList(sorted(plan.ports), sorted(prior.ports)),
  };
  for (const [name, isDifferent] of Object.entries(differs)) if (isDifferent) requireReplace([name]);

  if (isUnknown(plan.env)) {
    requireReplace(['env']);
    return {};
  }
  const planned = plan.env ?? {};
  const before = prior.env ?? {};
  const sameValues = Object.entries(planned).every(([name, value]) => value === before[name]);
  if (imported && sameValues && plan.env !== null) {
    // The platform adds variables of its own, and an import cannot tell them from the user's.
    return { env: prior.env };
  }
  const removed = !imported && Object.keys(before).some((name) => !Object.hasOwn(planned, name));
  if (!sameValues || removed) requireReplace(['env']);
  return {};
}

function text(value: unknown): unknown {
  return value ?? '';
}

function sameList(planned: unknown, prior: unknown): boolean {
  return JSON.stringify(planned ?? []) === JSON.stringify(prior ?? []) && !hasUnknown(planned);
}

function sorted(list: unknown): unknown {
  return Array.isArray(list) ? [...(list as unknown[])].map(String).sort() : list;
}

function hasUnknown(value: unknown): boolean {
  return isUnknown(value) || (Array.isArray(value) && value.some(isUnknown));
}
