import { SERVICE_CHECK_DEFAULTS } from '../../config';
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

/** What has to answer, and how. Most rules are those of `serviceCheckProblems`: see validate.ts. */
const services = attr.nestedList(
  {
    name: attr.string({
      required: true,
      description: 'Name of the service, unique in the list.',
      validators: [notEmpty()],
    }),
    port: attr.string({
      required: true,
      description: 'Container port, such as `8001/tcp`.',
      validators: [matches(/^[1-9]\d{0,4}\/(?:tcp|udp)$/, 'a container port like "8001/tcp"')],
    }),
    type: attr.string({
      default: SERVICE_CHECK_DEFAULTS.type,
      description:
        '`tcp` (default): a connection is accepted. `http` and `https`: a GET request gets the answer that `http` describes.',
    }),
    http: attr.nestedSingle(
      {
        path: attr.string({
          default: SERVICE_CHECK_DEFAULTS.path,
          description: 'Path and query of the request. Default `/`. No secrets: it is stored in the state.',
        }),
        status: attr.string({
          default: SERVICE_CHECK_DEFAULTS.status,
          description:
            'Statuses that are good: codes and ranges, such as `200-299,401`. Default `200-399`. Redirects are not followed.',
        }),
        body: attr.string({
          optional: true,
          description:
            'Regular expression (JavaScript; may begin with `(?i)`, `(?m)`, `(?s)`) to be found in the first 64 KiB of the body.',
        }),
        host: attr.string({
          optional: true,
          description:
            '`name` or `name:port` for the Host header; with `https` also the name that the certificate must have. Default: the address.',
        }),
        insecure: attr.bool({
          default: SERVICE_CHECK_DEFAULTS.insecure,
          description: 'With `https`: accept any certificate. Default false.',
        }),
      },
      {
        optional: true,
        description:
          'What is asked and expected with type `http` or `https`; GET / and 200 to 399 without it.',
      },
    ),
    interval: attr.string({
      default: SERVICE_CHECK_DEFAULTS.interval,
      description: 'Pause between two checks, `100ms` to `10m`. Default `2s`.',
    }),
    timeout: attr.string({
      default: SERVICE_CHECK_DEFAULTS.timeout,
      description: 'How long one check may take, `100ms` to `10m`. Default `10s`.',
    }),
    healthy_threshold: attr.number({
      default: SERVICE_CHECK_DEFAULTS.healthyThreshold,
      description: 'Checks in a row that have to succeed, 1 to 100. Default 1.',
    }),
  },
  {
    required: true,
    description: 'What has to answer.',
    validators: [must('a list with at least one service', (list) => list.length > 0)],
  },
);

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
    services,
    timeouts: timeouts(READINESS_TIMEOUTS),

    id: attr.string({ computed: true, description: 'The instance id.' }),
    endpoints: attr.nestedList(
      {
        name: attr.string({ computed: true, description: 'Name of the service.' }),
        address: attr.string({ computed: true, description: 'Public address.' }),
        port: attr.number({ computed: true, description: 'External port.' }),
        latency_ms: attr.number({
          computed: true,
          description: 'Time of a TCP connection when all were ready, best of three, ms.',
        }),
        time_to_ready_seconds: attr.number({
          computed: true,
          description: 'From the beginning of the wait until this service was ready, s.',
        }),
      },
      { computed: true, description: 'The services that answered; empty while the instance is stopped.' },
    ),
    average_latency_ms: attr.number({
      computed: true,
      description: 'Mean of the latencies, ms; null without endpoints.',
    }),
    time_to_ready_seconds: attr.number({
      computed: true,
      description:
        'How long the last wait took until all services were ready together, s; null without endpoints.',
    }),
  },
});

/** The schema's body, for the types of handlers. */
export type ReadinessBody = typeof readinessSchema.body;
/** Stored values. */
export type ReadinessState = StateOf<ReadinessBody>;
/** Planned values at apply. */
export type ReadinessPlanned = PlannedOf<ReadinessBody>;
