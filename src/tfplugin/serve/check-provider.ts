import type { AnyProvider } from '../definition/provider';
import { checkReservedNames } from '../schema/check-schema';

/**
 * Checks that no top-level name of provider, resources and data sources is reserved by the language.
 * @throws SchemaError naming the first one.
 */
export function checkReservedWords(provider: AnyProvider): void {
  checkReservedNames(provider.schema, 'provider', 'provider');
  for (const [name, { schema }] of Object.entries(provider.resources ?? {}))
    checkReservedNames(schema, 'resource', name);
  for (const [name, { schema }] of Object.entries(provider.dataSources ?? {})) {
    checkReservedNames(schema, 'resource', name);
  }
}
