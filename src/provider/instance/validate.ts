import { defaultRequirements } from '../../selection';
import { type DiagnosticInput, isUnknown, type ValidateResourceContext } from '../../tfplugin';
import { createRequestProblems, type RequestProblem } from '../../vast';
import { known, listOf, reportUnusable } from './configured';
import type { InstanceBody, InstanceConfig } from './schema';

/** Checks across arguments, and those that only the selection or the API know. Unknown values are left for later. */
export function validateInstance({ config, error }: ValidateResourceContext<InstanceBody>): void {
  reportUnusable(config, error);
  for (const { field, message } of createRequestProblems(requestOf(config))) {
    // The schema says that one already.
    if (field === 'diskGb') continue;
    error({ summary: `Unusable ${ATTRIBUTES[field]}`, detail: message, path: [ATTRIBUTES[field]] });
  }
  for (const problem of crossProblems(config)) error(problem);
}

const ATTRIBUTES: Readonly<Record<RequestProblem['field'], string>> = {
  image: 'image',
  templateHashId: 'template_hash_id',
  bidPerHour: 'bid',
  imageLogin: 'image_login',
  diskGb: 'disk_gb',
  label: 'label',
  env: 'env',
  ports: 'ports',
  args: 'args',
};

/** What can be said of the create call; unknown parts are replaced by ones that pass. */
function requestOf(config: InstanceConfig): Parameters<typeof createRequestProblems>[0] {
  return {
    image: isUnknown(config.image) || isUnknown(config.template_hash_id) ? 'unknown' : known(config.image),
    templateHashId: known(config.template_hash_id),
    diskGb: known(config.disk_gb) ?? defaultRequirements.diskGb,
    label: '',
    env: variables(config),
    ports: listOf(config.ports) ?? [],
    args: listOf(config.args) ?? [],
    onstart: known(config.entrypoint) ?? known(config.onstart),
  };
}

/** Variables, plain and secret, for checks of names and lengths; no message shows a value. */
function variables(config: InstanceConfig): Readonly<Record<string, string>> {
  const plain = Object.entries(known(config.env) ?? {}).map(
    ([name, value]) => [name, known(value) ?? ''] as const,
  );
  const secret = Object.entries(known(config.secret_env) ?? {}).map(
    ([name, value]) => [name, known(value)?.reveal() ?? ''] as const,
  );
  return Object.fromEntries([...plain, ...secret]);
}

function* crossProblems(config: InstanceConfig): Generator<DiagnosticInput> {
  const offers = listOf(config.offers)?.map((offer) => offer.id) ?? [];
  const twice = offers.find((id, at) => !isUnknown(id) && offers.indexOf(id) !== at);
  if (twice !== undefined) {
    yield problem('offers', 'An offer is named twice', `Offer ${String(twice)} stands twice in offers.`);
  }
  const secret = new Set(Object.keys(known(config.secret_env) ?? {}));
  const both = Object.keys(known(config.env) ?? {}).find((name) => secret.has(name));
  if (both !== undefined) {
    yield problem(
      'env',
      'A variable is plain and secret',
      `${both} stands in env and in secret_env. Leave it in one of them.`,
    );
  }
  const bid = known(config.bid);
  const [least, most] = [known(bid?.min_price_per_hour), known(bid?.max_price_per_hour)];
  if (least !== undefined && most !== undefined && least > most) {
    yield problem(
      'bid',
      'Unusable bid',
      `bid.min_price_per_hour (${least}) is above bid.max_price_per_hour (${most}).`,
    );
  }
  yield* runtypeProblems(config);
}

/** Arguments that the runtype makes no use of: the platform would take them silently, or for something else. */
function* runtypeProblems(config: InstanceConfig): Generator<DiagnosticInput> {
  // A template may say another runtype.
  if (isUnknown(config.runtype) || (config.runtype === null && config.template_hash_id !== null)) return;
  const runtype = config.runtype ?? 'args';
  const has = (value: unknown): boolean => value !== null && !isUnknown(value);
  if (runtype === 'args') {
    for (const name of ['onstart', 'ssh_public_keys'] as const) {
      const instead =
        name === 'onstart' ? 'use entrypoint and args' : 'the container has no SSH server of the platform';
      if (has(config[name])) {
        yield problem(
          name,
          `Unusable ${name}`,
          `${name} has no effect with runtype "args": ${instead}, or set runtype.`,
        );
      }
    }
    return;
  }
  for (const name of ['entrypoint', 'args'] as const) {
    if (has(config[name])) {
      yield problem(
        name,
        `Unusable ${name}`,
        `${name} has no effect with runtype "${runtype}", which replaces the image\u2019s entrypoint: use onstart, or runtype "args".`,
      );
    }
  }
}

function problem(attribute: string, summary: string, detail: string): DiagnosticInput {
  return { summary, detail, path: [attribute] };
}
