import { attr, keepPriorValue, t } from '../../tfplugin';

/** A value that no update changes: it is kept whatever else a plan does. */
const fact = <const O extends { readonly description: string }>(options: O) =>
  ({ ...options, computed: true, planModifiers: [keepPriorValue()] }) as const;

/** Where to reach an instance by SSH; also what the data sources tell. */
export const sshAttribute = attr.nestedSingle(
  {
    host: attr.string({ computed: true, description: 'Host name or address.' }),
    port: attr.number({ computed: true, description: 'Port.' }),
    user: attr.string({ computed: true, description: 'User name: `root`.' }),
  },
  {
    computed: true,
    description:
      'Where to reach it by SSH: directly when port 22 is mapped, else through the platform’s proxy. Null for runtype ' +
      '`args`, which has no SSH server, and while the container is not up.',
  },
);

/** What the provider tells about a rental. Facts first, then what may change from one read to the next. */
export const computedAttributes = {
  id: attr.string(
    fact({
      description: 'Instance id. Null only in a tainted state whose create lost the platform’s answer.',
    }),
  ),
  nonce: attr.string(fact({ description: '8 hex digits of this rental, part of its label.' })),
  offer_id: attr.number(
    fact({
      description: 'The offer that was rented; 0 after an import, null for a rental that was adopted.',
    }),
  ),
  machine_id: attr.number(fact({ description: 'The machine.' })),
  host_id: attr.number(fact({ description: 'Account of the host.' })),
  rented_at: attr.string(fact({ description: 'When the machine was rented, UTC.' })),
  started_at: attr.string(fact({ description: 'When its container ran first, UTC.' })),
  time_to_running_seconds: attr.number(
    fact({ description: 'Time from the rental to a running container with its ports, seconds.' }),
  ),
  region: attr.string(fact({ description: 'Region code, such as `US-CA`.' })),
  geolocation: attr.string(fact({ description: 'Location as the platform writes it.' })),
  gpu_name: attr.string(fact({ description: 'GPU model.' })),
  num_gpus: attr.number(fact({ description: 'Number of GPUs.' })),
  gpu_memory_gb: attr.number(fact({ description: 'Memory of one GPU in GB of 1000 MB.' })),
  price_at_rental: attr.number(fact({ description: 'Price when rented, USD per hour with disk.' })),
  reliability_at_rental: attr.number(fact({ description: 'Reliability of the host when rented, 0 to 1.' })),
  download_mbps_at_rental: attr.number(fact({ description: 'Download speed when rented, Mbit/s.' })),
  upload_mbps_at_rental: attr.number(fact({ description: 'Upload speed when rented, Mbit/s.' })),
  verified_at_rental: attr.bool(fact({ description: 'Whether the host was verified when rented.' })),
  attempts: attr.nestedList(
    {
      offer_id: attr.number({ computed: true, description: 'Offer; null for a rental that was found.' }),
      machine_id: attr.number({ computed: true, description: 'Machine.' }),
      region: attr.string({ computed: true, description: 'Region code.' }),
      price_per_hour: attr.number({ computed: true, description: 'USD per hour with disk, if known.' }),
      instance_id: attr.number({ computed: true, description: 'Instance, if one was rented.' }),
      outcome: attr.string({ computed: true, description: 'What came of it, with the reason.' }),
      elapsed_seconds: attr.number({ computed: true, description: 'Time spent on it, seconds.' }),
    },
    fact({ description: 'The offers that create tried, in order.' }),
  ),
  selection_record: attr.string(
    fact({ description: 'JSON: why this machine, with every figure of its score (selection record).' }),
  ),
  price_per_hour: attr.number(fact({ description: 'Price while running, USD per hour with disk.' })),
  stopped_price_per_hour: attr.number(
    fact({ description: 'Price while stopped: the disk alone, USD per hour.' }),
  ),

  public_ip: attr.string({
    computed: true,
    description: 'Public address; null while the container is not up.',
  }),
  port_map: attr.map(t.number, {
    computed: true,
    description:
      'External port by container port, such as `{"8001/tcp" = 41234}`; empty while the container is not up.',
  }),
  ssh: sshAttribute,
  status: attr.string({ computed: true, description: 'Container status, such as `running` or `exited`.' }),
  bid_price_per_hour: attr.number({
    computed: true,
    description: 'The bid in force, USD per hour for the GPUs; null on demand.',
  }),
  outbid: attr.bool({
    computed: true,
    description:
      'Whether an interruptible instance stands still although it should run: outbid, or its GPUs rented on demand.',
  }),
  outbid_price_per_hour: attr.number({
    computed: true,
    description: 'The bid to beat while `outbid`, USD per hour for the GPUs; else null.',
  }),
};
