import {
  atLeast,
  attr,
  defineSchema,
  each,
  keepPriorValue,
  matches,
  notEmpty,
  oneOf,
  type PlannedOf,
  type StateOf,
  t,
  type UnknownConfigOf,
} from '../../tfplugin';
import { PORT_PATTERN } from '../instance/schema';

/** Kinds of templates (vast-api.md 5.8). */
export const TEMPLATE_RUNTYPES = ['args', 'ssh', 'jupyter'] as const;

/** What a template says that does not say it: on the platform as in the schema. */
export const DEFAULTS = { tag: 'latest', runtype: 'args', direct: false, diskGb: 8 } as const;

/** The schema of `vastai_template`. */
export const templateSchema = defineSchema({
  version: 0,
  description:
    'A template of the account: what an instance is created from when it names the `hash_id`. Changes are made in ' +
    'place, and each gives the template another hash. Everybody who may use a template can read it: put no secrets into ' +
    'it, use `secret_env` of the instance.',
  attributes: {
    name: attr.string({ required: true, description: 'Name of the template.', validators: [notEmpty()] }),
    image: attr.string({
      required: true,
      description: 'Image reference without its tag, such as `acme/worker`.',
      // A colon in the last part would be a tag, or the end of a digest; one before it is a port.
      validators: [matches(/^([^\s/]+\/)*[^\s/:@]+$/, 'an image reference without tag and digest')],
    }),
    tag: attr.string({
      default: DEFAULTS.tag,
      description: 'Tag of the image. Default `latest`.',
      validators: [matches(/^[\w@][\w.-]*$/, 'a tag of an image')],
    }),
    env: attr.map(t.string, {
      optional: true,
      description:
        'Variables of the container. No secrets: a template can be read. A value must not hold both kinds of quotes, nor ' +
        'begin or end with one: the platform keeps variables as one line of docker flags.',
    }),
    ports: attr.list(t.string, {
      optional: true,
      description: 'Container ports to publish, such as `8001/tcp` or `53/udp`.',
      validators: [each(matches(PORT_PATTERN, 'a port like "8001/tcp" or "53/udp"'))],
    }),
    onstart: attr.string({ optional: true, description: 'Start-up script, run at every container start.' }),
    args: attr.string({
      optional: true,
      description: 'Arguments of the container as one text, for runtype `args`.',
    }),
    runtype: attr.string({
      default: DEFAULTS.runtype,
      description: '`args` (default) keeps the image’s entrypoint; `ssh` and `jupyter` replace it.',
      validators: [oneOf(...TEMPLATE_RUNTYPES)],
    }),
    ssh_direct: attr.bool({
      default: DEFAULTS.direct,
      description: 'Whether SSH goes straight to the machine instead of through a proxy. Default false.',
    }),
    jupyter_direct: attr.bool({
      default: DEFAULTS.direct,
      description: 'Whether Jupyter is reached straight on the machine. Default false.',
    }),
    recommended_disk_gb: attr.number({
      default: DEFAULTS.diskGb,
      description:
        'Container disk in GB that the template asks for where an instance does not say. Default 8, the least.',
      validators: [atLeast(8)],
    }),
    description: attr.string({ optional: true, description: 'What the template is for, in a line.' }),
    readme: attr.string({ optional: true, description: 'Text shown beside the template, Markdown.' }),
    private: attr.bool({
      default: true,
      description: 'Whether only this account sees the template. Default true.',
    }),
    id: attr.string({
      computed: true,
      nonNull: true,
      description: 'Number of the template; stays for life.',
      planModifiers: [keepPriorValue()],
    }),
    hash_id: attr.string({
      computed: true,
      nonNull: true,
      description:
        'Hash of the content, which `template_hash_id` of an instance takes. Another one after each change.',
    }),
  },
});

/** The schema's body, for the types of handlers. */
export type TemplateBody = typeof templateSchema.body;
/** Stored values. */
export type TemplateState = StateOf<TemplateBody>;
/** Planned values at apply. */
export type TemplatePlanned = PlannedOf<TemplateBody>;
/** Configuration at validation. */
export type TemplateConfig = UnknownConfigOf<TemplateBody>;
