import { defineResource } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { awaitReadiness } from './handlers';
import { planReadiness } from './plan';
import { readinessSchema } from './schema';
import { validateReadiness } from './validate';

/** `vastai_readiness`: the wait for the services of an instance. Nothing of it exists on the platform. */
export const readinessResource = defineResource<ProviderClient>()({
  schema: readinessSchema,
  validate: validateReadiness,
  plan: planReadiness,
  create: (context) => awaitReadiness(context, 'create'),
  update: (context) => awaitReadiness(context, 'update'),
  read: ({ state }) => Promise.resolve(state),
  delete: () => Promise.resolve(),
});
