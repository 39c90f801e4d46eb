import { DiagnosticError, isUnknown } from '../../tfplugin';
import type { Instance, InstanceUpdate } from '../../vast';
import type { Account } from '../account';
import type { InstanceArguments, InstancePlanned, InstanceState } from './schema';
import { containerEnv, isOtherVersion } from './secrets';
import { type WaitOptions, waitUntilRunning } from './wait-running';

const POLL_MS = 3000;
/** For so long may a host go on reporting the container that is being replaced. */
const OLD_CONTAINER_MS = 60_000;

/**
 * What the container has to be made from, when that differs from what it was made from; else undefined. Variables and
 * ports travel together, and secret variables with them: the platform replaces the whole set.
 */
export function containerChange(
  prior: InstanceState,
  plan: InstancePlanned,
  config: Pick<InstanceArguments, 'secret_env'>,
): InstanceUpdate | undefined {
  // Another template would bring its own image, variables and ports: what is configured beside it is said again.
  const isOtherTemplate =
    isKnownText(plan.template_hash_id) && plan.template_hash_id !== prior.template_hash_id;
  const isNew = (isChanged: boolean): boolean => isOtherTemplate || isChanged;
  const start = plan.entrypoint ?? plan.onstart ?? '';
  const startBefore = prior.entrypoint ?? prior.onstart ?? '';
  const change: InstanceUpdate = {
    ...(isOtherTemplate && isKnownText(plan.template_hash_id)
      ? { templateHashId: plan.template_hash_id }
      : {}),
    ...(isKnownText(plan.image) && isNew(plan.image !== prior.image) ? { image: plan.image } : {}),
    ...(isNew(!isSame(plan.args, prior.args)) && (plan.args !== null || !isOtherTemplate)
      ? { args: plan.args ?? [] }
      : {}),
    ...(isNew(start !== startBefore) && (start !== '' || !isOtherTemplate) ? { onstart: start } : {}),
    ...(isNew(isOtherEnv(prior, plan))
      ? { env: containerEnv(plan.env ?? {}, config.secret_env ?? {}), ports: plan.ports ?? [] }
      : {}),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function isKnownText(value: InstancePlanned['image']): value is string {
  return typeof value === 'string';
}

function isOtherEnv(prior: InstanceState, plan: InstancePlanned): boolean {
  const before = prior.secret_env_version;
  const version = isUnknown(plan.secret_env_version) ? before : plan.secret_env_version;
  return isOtherVersion(before, version) || !isSame(sortedEntries(plan.env), sortedEntries(prior.env));
}

function sortedEntries(env: Readonly<Record<string, string>> | null): readonly (readonly [string, string])[] {
  return Object.entries(env ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isSame(a: readonly unknown[] | null, b: readonly unknown[] | null): boolean {
  return JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
}

/**
 * Has the container made anew and waits until it runs with its ports. Throws a DiagnosticError, what the client throws, or
 * the signal's reason.
 */
export async function recycleAndWait(account: Account, id: number, options: WaitOptions): Promise<Instance> {
  const { clock, snapshot, vast } = account;
  const { signal } = options;
  await vast.recycleInstance(id, signal);
  snapshot.invalidate();
  const asked = clock.now();
  // The host lags: at first it still reports the old container, with the old ports.
  while (clock.now() - asked < OLD_CONTAINER_MS) {
    const instance = await vast.readInstance(id, signal);
    if (instance !== null && instance.actualStatus !== 'running') break;
    await clock.sleep(POLL_MS, signal);
  }
  snapshot.invalidate();
  const result = await waitUntilRunning(account, id, options);
  if (result.kind === 'running') return result.instance;
  throw new DiagnosticError({
    summary: 'The container did not come up again',
    detail:
      `The container of instance ${id} was made anew and is ${result.reason}. The machine is kept and costs money: correct ` +
      'image or arguments and apply again, or replace it (terraform apply -replace=ADDRESS).',
    path: ['image'],
  });
}
