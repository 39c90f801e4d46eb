import { attr, t } from '../../tfplugin';
import type { Instance } from '../../vast';
import { isStopped, liveAttributes, machineAttributes } from '../instance/facts';
import { runtypeOf } from '../instance/runtype';
import { sshAttribute } from '../instance/schema-computed';
import { labelText, parseLabel } from '../label';

const text = (description: string) => attr.string({ computed: true, description });
const number = (description: string) => attr.number({ computed: true, description });

/**
 * What the data sources tell of an instance. Nothing that may be secret: of variables only the names, no arguments, no
 * start-up script, no token.
 */
export const reportedAttributes = {
  label: text('Your part of the label; the whole label of an instance that is not ours. Null without one.'),
  claim: text('12 hex digits that name the resource that rented it; null for an instance that is not ours.'),
  stage: text(
    '`settled`, `pending` or `failed`: how far its create came; `changing` while its container is to be made anew; null when ' +
      'it is not ours.',
  ),
  status: text('Container status, such as `running`, `loading` or `exited`.'),
  status_message: text('What the host said last. May be stale after a stop.'),
  power: text('`running` or `stopped`: what is asked for.'),
  image: text('Image reference.'),
  template_hash_id: text('Hash of the template that it was created from; null without one.'),
  runtype: text('`args`, `ssh`, `ssh_direct`, `jupyter` or `jupyter_direct`.'),
  env_names: attr.list(t.string, {
    computed: true,
    description: 'Names of its variables, sorted. Values are left out: any of them may be secret.',
  }),
  disk_gb: number('Container disk in GB.'),
  public_ip: text('Public address; null while stopped.'),
  port_map: attr.map(t.number, {
    computed: true,
    description: 'External port by container port, such as `{"8001/tcp" = 41234}`; empty while stopped.',
  }),
  ssh: sshAttribute,
  interruptible: attr.bool({ computed: true, description: 'Whether it runs on a bid.' }),
  price_per_hour: number('Price while running, USD per hour with disk.'),
  stopped_price_per_hour: number('Price while stopped: the disk alone, USD per hour.'),
  gpu_price_per_hour: number('Price of the GPUs alone, USD per hour; of a bid the bid in force.'),
  min_bid_per_hour: number('Bid to beat, USD per hour; null on demand.'),
  machine_id: number('The machine.'),
  host_id: number('Account of the host.'),
  region: text('Region code, such as `US-CA`.'),
  geolocation: text('Location as the platform writes it.'),
  gpu_name: text('GPU model.'),
  num_gpus: number('Number of GPUs.'),
  gpu_memory_gb: number('Memory of one GPU in GB of 1000 MB.'),
  reliability: number('Reliability of the host now, 0 to 1.'),
  started_at: text('Start of the contract, UTC.'),
  ends_at: text('End of the contract, UTC; null when the platform does not say.'),
} as const;

/** The values of `reportedAttributes` for an instance. */
export function reported(instance: Instance) {
  const ours = parseLabel(instance.label);
  const { public_ip, port_map, ssh, status, price_per_hour, stopped_price_per_hour } =
    liveAttributes(instance);
  return {
    ...machineAttributes(instance),
    public_ip,
    port_map,
    ssh,
    status,
    price_per_hour,
    stopped_price_per_hour,
    label: labelText(instance.label),
    claim: ours?.claim ?? null,
    stage: ours?.stage ?? null,
    status_message: instance.statusMessage,
    power: isStopped(instance) ? 'stopped' : 'running',
    image: instance.image,
    template_hash_id: instance.templateHashId,
    runtype: runtypeOf(instance.imageRuntype),
    env_names: Object.keys(instance.env).sort(),
    disk_gb: instance.diskGb,
    interruptible: instance.isBid,
    gpu_price_per_hour: instance.gpuPricePerHour,
    min_bid_per_hour: instance.minBidPerHour,
    reliability: instance.reliability,
    started_at: utc(instance.startedAtSeconds),
    ends_at: utc(instance.endsAtSeconds),
  };
}

function utc(seconds: number | null): string | null {
  // Beyond this no calendar date exists; a platform that says "never" with a huge number means none.
  return seconds === null || Math.abs(seconds) > 8.64e12 ? null : new Date(seconds * 1000).toISOString();
}
