import {
  attr,
  defineSchema,
  matches,
  must,
  notEmpty,
  oneOf,
  type PlannedOf,
  type StateOf,
  t,
  timeouts,
} from '../../tfplugin';

/** Default timeouts: a model may take minutes to load. */
export const READINESS_TIMEOUTS = { create: '10m', update: '10m' } as const;

/** The schema of `vastai_readiness`. */
export const readinessSchema = defineSchema({
  version: 0,
  description:
    'Waits until every service of an instance answers on its external port. Its endpoints feed what publishes them, so ' +
    'that no name points to a service that is not up. A failure leaves the instance as it is: apply again to wait again.',
  attributes: {
    instance_id: attr.string({ required: true, description: 'Id of the instance.' }),
    public_ip: attr.string({ optional: true, description: 'Its public address; null means no endpoints.' }),
    port_map: attr.map(t.number, {
      optional: true,
      description: 'Its external ports by container port, as `vastai_instance` gives them.',
    }),
    power: attr.string({
      default: 'running',
      description: '`running` (default) or `stopped`, which means no endpoints.',
      validators: [oneOf('running', 'stopped')],
    }),
    services: attr.nestedList(
      {
        name: attr.string({ required: true, description: 'Name of the service.', validators: [notEmpty()] }),
        port: attr.string({
          required: true,
          description: 'Container port, such as `8001/tcp`.',
          validators: [matches(/^[1-9]\d{0,4}\/tcp$/, 'a TCP port like "8001/tcp"')],
        }),
        type: attr.string({
          default: 'tcp',
          description: '`tcp` (default): ready once a connection is accepted.',
          validators: [oneOf('tcp')],
        }),
      },
      {
        required: true,
        description: 'What has to answer.',
        validators: [must('a list with at least one service', (list) => list.length > 0)],
      },
    ),
    timeouts: timeouts(READINESS_TIMEOUTS),

    id: attr.string({ computed: true, description: 'The instance id.' }),
    endpoints: attr.nestedList(
      {
        name: attr.string({ computed: true, description: 'Name of the service.' }),
        address: attr.string({ computed: true, description: 'Public address.' }),
        port: attr.number({ computed: true, description: 'External port.' }),
        latency_ms: attr.number({
          computed: true,
          description: 'Time of a connection when it became ready, ms.',
        }),
      },
      { computed: true, description: 'The services that answered; empty while the instance is stopped.' },
    ),
    average_latency_ms: attr.number({
      computed: true,
      description: 'Mean of the latencies, ms; null without endpoints.',
    }),
  },
});

/** The schema's body, for the types of handlers. */
export type ReadinessBody = typeof readinessSchema.body;
/** Stored values. */
export type ReadinessState = StateOf<ReadinessBody>;
/** Planned values at apply. */
export type ReadinessPlanned = PlannedOf<ReadinessBody>;
