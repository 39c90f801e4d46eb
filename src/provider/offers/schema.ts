import { defaultRequirements } from '../../selection';
import { atLeast, attr, defineSchema, each, matches, t } from '../../tfplugin';
import { preferenceAttributes, requirementAttributes } from '../instance/schema-parts';
import { PORT_PATTERN } from '../instance/schema';

/** The schema of the data source `vastai_offers`. */
export const offersSchema = defineSchema({
  version: 0,
  description:
    'The best offers of the market now, ranked as `cdktf synth` ranks them. Read at every plan: give `candidates` to ' +
    '`offers` of a `vastai_instance`, which keeps the machine that it rented.',
  attributes: {
    requirements: attr.nestedSingle(requirementAttributes, {
      required: true,
      description: 'Hard limits; as in `vastai_instance`.',
    }),
    preferences: attr.nestedSingle(preferenceAttributes, {
      optional: true,
      description: 'How offers are ranked; as in `vastai_instance`.',
    }),
    disk_gb: attr.number({
      optional: true,
      description: `Container disk in GB, part of the price. Default ${defaultRequirements.diskGb}.`,
      validators: [atLeast(8)],
    }),
    ports: attr.list(t.string, {
      optional: true,
      description:
        'Container ports that will be published, such as `8001/tcp`; the machine must have as many.',
      validators: [each(matches(PORT_PATTERN, 'a port like "8001/tcp" or "53/udp"'))],
    }),
    candidates: attr.nestedList(
      {
        id: attr.number({ computed: true, nonNull: true, description: 'Offer id.' }),
        machine_id: attr.number({ computed: true, nonNull: true, description: 'Machine of the offer.' }),
        price_per_hour: attr.number({
          computed: true,
          nonNull: true,
          description: 'USD per hour with disk.',
        }),
        region: attr.string({ computed: true, nonNull: true, description: 'Region code, such as `US-CA`.' }),
      },
      {
        computed: true,
        nonNull: true,
        description: 'Best first, one a machine, at most five; the form of `offers` of `vastai_instance`.',
      },
    ),
    explanation: attr.string({
      computed: true,
      nonNull: true,
      description: 'Why the first candidate won, as text.',
    }),
    selection_record: attr.string({
      computed: true,
      nonNull: true,
      description: 'The same as JSON, with every figure of every score.',
    }),
  },
});

/** The schema's body, for the types of handlers. */
export type OffersBody = typeof offersSchema.body;
