import { attr, defineSchema } from '../../tfplugin';

/** The schema of the data source `vastai_user`. */
export const userSchema = defineSchema({
  version: 0,
  description: 'The account of the API key, and its money.',
  attributes: {
    id: attr.string({ computed: true, description: 'Number of the account.' }),
    email: attr.string({
      computed: true,
      description: 'Address of the account; null when the key may not see it.',
    }),
    credit_usd: attr.number({
      computed: true,
      description: 'Money that can be spent, USD. Falls while instances run.',
    }),
    balance_usd: attr.number({
      computed: true,
      description: 'Balance of the bill, USD. May be 0 while there is credit, and negative when owing.',
    }),
  },
});
