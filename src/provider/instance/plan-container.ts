import { isUnknown, unknown } from '../../tfplugin';
import type { Changes, Context } from './plan';
import type { InstanceState } from './schema';
import { isOtherVersion } from './secrets';

/** What a plan means for the container. */
export interface ContainerPlan {
  readonly changes: Changes;
  /** The container has to be made anew on the same machine. */
  readonly isMadeAnew: boolean;
}

/**
 * Arguments of the container. Those that the platform can change are changed in place, by a new container on the same
 * machine (vast-api.md 5.3); the others only by a new rental.
 */
export function planContainer(context: Context, prior: InstanceState, imported: boolean): ContainerPlan {
  const { plan, requireReplace } = context;
  const replaced: Readonly<Record<string, boolean>> = {
    disk_gb: plan.disk_gb !== prior.disk_gb,
    runtype: plan.runtype !== prior.runtype,
    ports: !sameList(sorted(plan.ports), sorted(prior.ports)),
  };
  for (const [name, isDifferent] of Object.entries(replaced)) if (isDifferent) requireReplace([name]);

  const image = planImage(context, prior);
  const env = planEnv(context, prior, imported);
  const secrets = planSecrets(context, prior);
  const isMadeAnew =
    image.isChanged ||
    env.isChanged ||
    secrets.isChanged ||
    text(plan.entrypoint) !== text(prior.entrypoint) ||
    text(plan.onstart) !== text(prior.onstart) ||
    !sameList(plan.args, prior.args);
  return { changes: { ...image.changes, ...env.changes, ...secrets.changes }, isMadeAnew };
}

interface Part {
  readonly changes: Changes;
  readonly isChanged: boolean;
}

/** Image and template: what the configuration does not name stays, unless another template may bring it. */
function planImage({ config, plan }: Context, prior: InstanceState): Part {
  const template = config.template_hash_id === null ? prior.template_hash_id : plan.template_hash_id;
  const isOther = template !== prior.template_hash_id;
  if (config.image !== null) {
    return {
      changes: { template_hash_id: template },
      isChanged: isOther || plan.image !== prior.image,
    };
  }
  return {
    changes: { template_hash_id: template, image: isOther ? unknown() : prior.image },
    isChanged: isOther,
  };
}

function planEnv({ plan }: Context, prior: InstanceState, imported: boolean): Part {
  if (isUnknown(plan.env)) return { changes: {}, isChanged: true };
  const planned = plan.env ?? {};
  const before = prior.env ?? {};
  const sameValues = Object.entries(planned).every(([name, value]) => value === before[name]);
  if (imported && sameValues) {
    // The platform adds variables of its own, and an import cannot tell them from the user's.
    return { changes: plan.env === null ? {} : { env: prior.env }, isChanged: false };
  }
  const isRemoved = Object.keys(before).some((name) => !Object.hasOwn(planned, name));
  return { changes: {}, isChanged: !sameValues || isRemoved };
}

/** An import knows that there are secrets, but no version: the first one is only recorded. */
function planSecrets({ config, plan }: Context, prior: InstanceState): Part {
  const before = prior.secret_env_version;
  if (config.secret_env_version === null)
    return { changes: { secret_env_version: before }, isChanged: false };
  return { changes: {}, isChanged: isOtherVersion(before, plan.secret_env_version) };
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
