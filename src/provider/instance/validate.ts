import { defaultRequirements } from '../../selection';
import { isUnknown, type ValidateResourceContext } from '../../tfplugin';
import { createRequestProblems, type RequestProblem } from '../../vast';
import { known, listOf, reportUnusable } from './configured';
import type { InstanceBody, InstanceConfig } from './schema';

/** Checks across arguments, and those that only the selection or the API know. Unknown values are left for later. */
export function validateInstance({ config, error }: ValidateResourceContext<InstanceBody>): void {
  reportUnusable(config, error);
  for (const { field, message } of createRequestProblems(requestOf(config))) {
    error({ summary: `Unusable ${ATTRIBUTES[field]}`, detail: message, path: [ATTRIBUTES[field]] });
  }
  const offers = listOf(config.offers)?.map((offer) => offer.id) ?? [];
  const twice = offers.find((id, at) => !isUnknown(id) && offers.indexOf(id) !== at);
  if (twice !== undefined) {
    error({
      summary: 'An offer is named twice',
      detail: `Offer ${String(twice)} stands twice in offers.`,
      path: ['offers'],
    });
  }
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
    image: known(config.image) ?? 'unknown',
    diskGb: known(config.disk_gb) ?? defaultRequirements.diskGb,
    label: '',
    env: Object.fromEntries(
      Object.entries(known(config.env) ?? {}).map(([name, value]) => [name, isUnknown(value) ? '' : value]),
    ),
    ports: listOf(config.ports) ?? [],
    args: listOf(config.args) ?? [],
    onstart: known(config.onstart),
  };
}
