import { DiagnosticError, type ImportContext, type PartialStateOf } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { runtypeOf } from './runtype';
import type { InstanceBody } from './schema';

/**
 * From an id to what `read` needs. Arguments that serve creation only become empty, non-null values, so that the plan for
 * the matching configuration can keep them and shows no change (plugin-protocol.md 14).
 */
export async function importInstance(
  context: ImportContext<ProviderClient>,
): Promise<PartialStateOf<InstanceBody>> {
  const { id, client, signal } = context;
  const account = accountOf(client);
  if (!/^[1-9]\d{0,15}$/.test(id)) {
    throw new DiagnosticError({
      summary: 'Not an instance id',
      detail: `"${id.slice(0, 60)}" is no instance id: use the number that the platform shows, as in "terraform import vastai_instance.x 27182818".`,
    });
  }
  const instance = await withApiErrors(() => account.vast.readInstance(Number(id), signal));
  if (instance === null) {
    throw new DiagnosticError({
      summary: 'No such instance',
      detail: `The account of this API key has no instance ${id}. Check the number, and that the key belongs to the right account.`,
    });
  }
  const hasKeys = runtypeOf(instance.imageRuntype) !== 'args';
  const keys = hasKeys ? await withApiErrors(() => account.vast.listInstanceSshKeys(Number(id), signal)) : [];
  return {
    id,
    offers: [],
    requirements: EMPTY_REQUIREMENTS,
    preferences: EMPTY_PREFERENCES,
    on_stale: 'research',
    on_outbid: 'wait',
    blocked_machines: [],
    ssh_public_keys: keys.length === 0 ? null : keys.map(({ publicKey }) => publicKey),
    claim_conflict: 'refuse',
    max_attempts: 5,
    reachability: 'tcp',
  };
}

const EMPTY_REQUIREMENTS = {
  gpu_name: null,
  fallback_gpu_names: null,
  num_gpus: null,
  min_gpu_memory_gb: null,
  max_price_per_hour: null,
  min_reliability: null,
  min_download_mbps: null,
  min_upload_mbps: null,
  regions: null,
  verified_only: null,
  blocked_hosts: null,
  blocked_regions: null,
  max_latency_ms: null,
};

const EMPTY_PREFERENCES = {
  weights: null,
  region_policy: null,
  region_bonuses: null,
  modifiers: null,
  vantage: null,
  reliability_floor: null,
  on_unprobed: null,
};
