import { attr, defineSchema, matches } from '../../tfplugin';
import { reportedAttributes } from './attributes';

/** The schema of the data source `vastai_instance`. */
export const instanceDataSchema = defineSchema({
  version: 0,
  description: 'One instance of the account, by its number; an error when there is none.',
  attributes: {
    id: attr.string({
      required: true,
      description: 'Number of the instance.',
      validators: [matches(/^[1-9]\d{0,15}$/, 'the number of an instance, such as "27182818"')],
    }),
    ...reportedAttributes,
  },
});

/** The schema of the data source `vastai_instances`. */
export const instancesDataSchema = defineSchema({
  version: 0,
  description: 'The instances of the account, or those with a label, by one list call for all data sources.',
  attributes: {
    label: attr.string({
      optional: true,
      description:
        'Only instances with this label: your part of it, compared as a whole. Default: all instances.',
    }),
    instances: attr.nestedList(
      {
        id: attr.string({ computed: true, nonNull: true, description: 'Number of the instance.' }),
        ...reportedAttributes,
      },
      { computed: true, nonNull: true, description: 'By number, lowest first; empty when there are none.' },
    ),
  },
});
