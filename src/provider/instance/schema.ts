import { defaultRequirements } from '../../selection';
import {
  atLeast,
  attr,
  between,
  creationOnly,
  defineSchema,
  each,
  eachKey,
  keepPriorValue,
  matches,
  must,
  notEmpty,
  oneOf,
  type PlannedOf,
  type PlanOf,
  type StateOf,
  t,
  timeouts,
  type UnknownConfigOf,
  type ConfigOf,
  wholeNumber,
} from '../../tfplugin';
import { CLAIM_PATTERN, MAX_LABEL_TEXT } from '../label';
import { computedAttributes } from './schema-computed';
import { bidAttributes, offerAttributes, preferenceAttributes, requirementAttributes } from './schema-parts';

/** Default timeouts. Create: a launch takes 30 to 90 s as a rule, and ten minutes at the limit (vast-api.md 4.3). */
export const TIMEOUTS = { create: '10m', update: '10m', delete: '5m' } as const;

/** Runtypes by the words of vast-api.md 3.3. */
export const RUNTYPES = ['args', 'ssh', 'ssh_direct', 'jupyter', 'jupyter_direct'] as const;

/** A published container port. */
export const PORT_PATTERN = /^[1-9]\d{0,4}\/(tcp|udp)$/;

/** A name of a variable that users may set; `VG_` belongs to the provider (design.md D13). */
const VARIABLE_PATTERN = /^(?!VG_)[A-Za-z_][A-Za-z0-9_.-]*$/;
const VARIABLE_NAME = 'a variable name of letters, digits and _ that does not begin with VG_';

const SSH_KEY_PATTERN = /^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/=]+( .*)?$/;

/** The schema of `vastai_instance`. */
export const instanceSchema = defineSchema({
  version: 0,
  description:
    'A GPU rented on the Vast.ai marketplace, on demand or interruptible. Whatever fails, a rental that exists is in the ' +
    'state or is named in an error; `vast-gpu orphans` finds what an interrupted run left behind.',
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
    blocked_machines: attr.list(t.number, {
      default: [],
      description:
        'Machines that create does not rent, by `machine_id`, beside `blocked_hosts` of the requirements. Serves creation: ' +
        'to move away from a machine that is rented, block it in `requirements`.',
      validators: [each(wholeNumber())],
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
    image: attr.string({
      optional: true,
      computed: true,
      description:
        'Image reference; needed unless the template names one. A change makes the container anew on the same machine, ' +
        'and what is on its disk is lost.',
      validators: [matches(/^\S+$/, 'an image reference without blanks')],
      planModifiers: [keepPriorValue()],
    }),
    image_login: attr.object(
      { registry: t.string, username: t.string, password: t.string },
      {
        optional: true,
        writeOnly: true,
        sensitive: true,
        description:
          'How the host logs in to pull the image: `{ registry, username, password }`, all three. Write-only: it is in no ' +
          'plan and no state. Sent when the machine is rented; a change alone does nothing.',
        validators: [
          must('three texts without blanks and quotes', (login) =>
            Object.values(login).every((part) => part === null || /^[^\s"']+$/.test(part)),
          ),
        ],
      },
    ),
    template_hash_id: attr.string({
      optional: true,
      computed: true,
      description:
        'Hash of a template (`hash_id` of `vastai_template`) that fills in what is not set here. A change is applied in ' +
        'place like one of the image; removing it changes nothing, because a rental keeps its template.',
      validators: [matches(/^[0-9a-f]{32}$/, '32 lower-case hex digits')],
      planModifiers: [keepPriorValue()],
    }),
    disk_gb: attr.number({
      default: defaultRequirements.diskGb,
      description: 'Container disk in GB, part of the price. Default 50. A change replaces the instance.',
      validators: [atLeast(8)],
    }),
    label: attr.string({
      optional: true,
      description:
        'Your part of the label on the platform; the provider adds ` vg-CLAIM-NONCE` behind it. Changed in place.',
      validators: [
        must(
          `1 to ${MAX_LABEL_TEXT} characters on one line, without blanks at the ends`,
          (text) => /^\S(?:.*\S)?$/.test(text) && text.length <= MAX_LABEL_TEXT,
        ),
      ],
    }),
    env: attr.map(t.string, {
      optional: true,
      description:
        'Variables of the container. They stand in the state: secrets belong in `secret_env`. A change makes the ' +
        'container anew, like one of the image.',
      validators: [eachKey(matches(VARIABLE_PATTERN, VARIABLE_NAME))],
    }),
    secret_env: attr.map(t.string, {
      optional: true,
      writeOnly: true,
      sensitive: true,
      description:
        'Secret variables of the container. Write-only: their values are in no plan and no state. A change takes effect ' +
        'only together with `secret_env_version`.',
      validators: [eachKey(matches(VARIABLE_PATTERN, VARIABLE_NAME))],
    }),
    secret_env_version: attr.string({
      optional: true,
      computed: true,
      description:
        'Any text that you change whenever `secret_env` changes: Terraform cannot see a change of secrets by itself. A ' +
        'change makes the container anew, like one of the image.',
      planModifiers: [keepPriorValue()],
    }),
    ports: attr.list(t.string, {
      optional: true,
      description:
        'Container ports to publish, such as `8001/tcp` or `53/udp`. A change replaces the instance.',
      validators: [each(matches(PORT_PATTERN, 'a port like "8001/tcp" or "53/udp"'))],
    }),
    runtype: attr.string({
      default: 'args',
      description:
        '`args` (default) keeps the image’s entrypoint; `ssh` and `jupyter` forms replace it, the `_direct` ones with ports ' +
        'of their own. A change replaces the instance.',
      validators: [oneOf(...RUNTYPES)],
    }),
    entrypoint: attr.string({
      optional: true,
      description:
        'Runs instead of the image’s entrypoint, for runtype `args`. A change makes the container anew, like one of the image.',
      validators: [notEmpty()],
    }),
    args: attr.list(t.string, {
      optional: true,
      description:
        'Arguments of the container, for runtype `args`. A change makes the container anew, like one of the image.',
    }),
    onstart: attr.string({
      optional: true,
      description:
        'Shell script that runs at every start of the container, for the `ssh` and `jupyter` runtypes. A change makes the ' +
        'container anew, like one of the image.',
      validators: [notEmpty()],
    }),
    ssh_public_keys: attr.list(t.string, {
      optional: true,
      computed: true,
      description:
        'Public keys that may log in, besides those of the account, for the `ssh` and `jupyter` runtypes. Changed in place. ' +
        'A refresh does not look at them: the platform has no list of the keys of many instances.',
      validators: [each(matches(SSH_KEY_PATTERN, 'a public key like "ssh-ed25519 AAAA... name"'))],
      planModifiers: [keepPriorValue()],
    }),
    bid: attr.nestedSingle(bidAttributes, {
      optional: true,
      description:
        'Rents interruptible GPUs: the lowest bid that wins, within these limits. Leave it out to rent on demand. Its limits ' +
        'change in place; adding or removing it replaces the instance.',
    }),
    on_outbid: attr.string({
      default: 'wait',
      description:
        'What an apply does about an instance that was outbid: `wait` (default) leaves it, it resumes when its bid wins ' +
        'again; `rebid` raises the bid up to its cap; `replace` rents another machine.',
      validators: [oneOf('wait', 'rebid', 'replace')],
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

    ...computedAttributes,
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
/** Configuration at apply, with write-only values. */
export type InstanceArguments = ConfigOf<InstanceBody>;
