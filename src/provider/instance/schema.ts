import { defaultRequirements } from '../../selection';
import {
  atLeast,
  attr,
  between,
  creationOnly,
  defineSchema,
  each,
  keepPriorValue,
  matches,
  must,
  oneOf,
  type PlannedOf,
  type PlanOf,
  type StateOf,
  t,
  timeouts,
  type UnknownConfigOf,
  wholeNumber,
} from '../../tfplugin';
import { offerAttributes, preferenceAttributes, requirementAttributes } from './schema-parts';
import { CLAIM_PATTERN, MAX_LABEL_TEXT } from '../label';

/** Default timeouts. Create: a launch takes 30 to 90 s as a rule, and ten minutes at the limit (vast-api.md 4.3). */
export const TIMEOUTS = { create: '10m', update: '10m', delete: '5m' } as const;

/** Runtypes by the words of vast-api.md 3.3. */
export const RUNTYPES = ['args', 'ssh', 'ssh_direct', 'jupyter', 'jupyter_direct'] as const;

/** A published container port. */
export const PORT_PATTERN = /^[1-9]\d{0,4}\/(tcp|udp)$/;

const fact = <const O extends { readonly description: string }>(options: O) =>
  ({ ...options, computed: true, planModifiers: [keepPriorValue()] }) as const;

/** The schema of `vastai_instance`. */
export const instanceSchema = defineSchema({
  version: 0,
  description: 'A GPU rented on the Vast.ai marketplace, on demand.',
  attributes: {
    offers: attr.nestedList(offerAttributes, {
      // Computed as well, so that a plan may keep what an import left (plugin-protocol.md 14).
      optional: true,
      computed: true,
      description:
        'Candidates in order, one a machine, as a lookup pinned them. Serves creation: a change never shows a diff. ' +
        'Without it create searches the market.',
      planModifiers: [creationOnly()],
    }),
    requirements: attr.nestedSingle(requirementAttributes, {
      required: true,
      description:
        'Hard limits. A change replaces the instance only if the rented machine does not meet what changed.',
    }),
    preferences: attr.nestedSingle(preferenceAttributes, {
      optional: true,
      computed: true,
      description: 'How offers are ranked when create searches the market. Serves creation.',
      planModifiers: [creationOnly()],
    }),
    on_stale: attr.string({
      default: 'research',
      description:
        'When every candidate of `offers` is gone: `research` (default) searches again, `fail` fails.',
      validators: [oneOf('research', 'fail')],
      planModifiers: [creationOnly()],
    }),
    claim: attr.string({
      optional: true,
      computed: true,
      description:
        '12 hex digits that name this resource on the platform, so that an interrupted create is found again. ' +
        'Drawn at random when not set; then recovery is left to `vast-gpu orphans`. A change never shows a diff.',
      validators: [matches(CLAIM_PATTERN, '12 lower-case hex digits')],
      planModifiers: [creationOnly()],
    }),
    claim_conflict: attr.string({
      default: 'refuse',
      description:
        'What create does when a settled rental carries the same claim: `refuse` (default), or `warn`, which ' +
        '`create_before_destroy` needs.',
      validators: [oneOf('refuse', 'warn')],
      planModifiers: [creationOnly()],
    }),
    image: attr.string({ required: true, description: 'Image reference. A change replaces the instance.' }),
    disk_gb: attr.number({
      default: defaultRequirements.diskGb,
      description: 'Container disk in GB, part of the price. Default 50. A change replaces the instance.',
      validators: [atLeast(8)],
    }),
    label: attr.string({
      optional: true,
      description: 'Your part of the label on the platform; the provider adds ` vg-CLAIM-NONCE` behind it.',
      validators: [
        must(
          `1 to ${MAX_LABEL_TEXT} characters on one line, without blanks at the ends`,
          (text) => /^\S(?:.*\S)?$/.test(text) && text.length <= MAX_LABEL_TEXT,
        ),
      ],
    }),
    env: attr.map(t.string, {
      optional: true,
      description: 'Variables of the container. A change replaces the instance.',
    }),
    ports: attr.list(t.string, {
      optional: true,
      description: 'Container ports to publish, such as `8001/tcp`. A change replaces the instance.',
      validators: [each(matches(PORT_PATTERN, 'a port like "8001/tcp" or "53/udp"'))],
    }),
    runtype: attr.string({
      default: 'args',
      description: '`args` (default) keeps the image’s entrypoint; `ssh` and `jupyter` forms replace it.',
      validators: [oneOf(...RUNTYPES)],
    }),
    args: attr.list(t.string, {
      optional: true,
      description: 'Arguments of the container, for runtype `args`. A change replaces the instance.',
    }),
    onstart: attr.string({
      optional: true,
      description: 'Start-up script, run at every container start. A change replaces the instance.',
    }),
    power: attr.string({
      default: 'running',
      description: '`running` (default) or `stopped`, which keeps the disk and its bill. Changed in place.',
      validators: [oneOf('running', 'stopped')],
    }),
    max_attempts: attr.number({
      default: 5,
      description: 'Machines that one create may rent before it gives up. Default 5.',
      validators: [wholeNumber(), between(1, 50)],
      planModifiers: [creationOnly()],
    }),
    reachability: attr.string({
      default: 'tcp',
      description:
        '`tcp` (default): a machine whose mapped port drops packets is given back. `none` skips the check.',
      validators: [oneOf('tcp', 'none')],
      planModifiers: [creationOnly()],
    }),
    timeouts: timeouts(TIMEOUTS),

    id: attr.string(
      fact({
        description: 'Instance id. Null only in a tainted state whose create lost the platform’s answer.',
      }),
    ),
    nonce: attr.string(fact({ description: '8 hex digits of this rental, part of its label.' })),
    offer_id: attr.number(fact({ description: 'The offer that was rented.' })),
    machine_id: attr.number(fact({ description: 'The machine.' })),
    host_id: attr.number(fact({ description: 'Account of the host.' })),
    rented_at: attr.string(fact({ description: 'When the machine was rented, UTC.' })),
    public_ip: attr.string({ computed: true, description: 'Public address; null while stopped.' }),
    port_map: attr.map(t.number, {
      computed: true,
      description: 'External port by container port, such as `{"8001/tcp" = 41234}`; empty while stopped.',
    }),
    status: attr.string({ computed: true, description: 'Container status, such as `running` or `exited`.' }),
    price_per_hour: attr.number(fact({ description: 'Price while running, USD per hour with disk.' })),
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
        offer_id: attr.number({ computed: true, description: 'Offer.' }),
        machine_id: attr.number({ computed: true, description: 'Machine.' }),
        outcome: attr.string({ computed: true, description: 'What came of it.' }),
      },
      fact({ description: 'The offers that create tried, in order.' }),
    ),
    selection_record: attr.string(
      fact({ description: 'JSON: why this machine, with every figure of its score (selection record).' }),
    ),
  },
});

/** The schema's body, for the types of handlers. */
export type InstanceBody = typeof instanceSchema.body;
/** Stored values. */
export type InstanceState = StateOf<InstanceBody>;
/** Planned values at apply. */
export type InstancePlanned = PlannedOf<InstanceBody>;
/** Planned values in the plan hook. */
export type InstancePlan = PlanOf<InstanceBody>;
/** Configuration at validation and plan. */
export type InstanceConfig = UnknownConfigOf<InstanceBody>;
