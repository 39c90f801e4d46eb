import type { AnyProvider } from '../definition/provider';
import type {
  FunctionMessage,
  GetFunctions_Response,
  GetProviderSchema_Response,
  Schema as WireSchema,
} from '../protocol/tfplugin6.generated';
import type { Schema } from '../schema/block';
import { wireFunction, wireSchema } from '../schema/wire-schema';

/** Everything the provider offers. */
export function getProviderSchema(provider: AnyProvider): GetProviderSchema_Response {
  return {
    provider: wireSchema(provider.schema),
    resourceSchemas: wireSchemas(provider.resources),
    dataSourceSchemas: wireSchemas(provider.dataSources),
    functions: wireFunctions(provider),
    diagnostics: [],
    serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: false },
  };
}

/** The provider's functions, which OpenTofu asks for apart. */
export function getFunctions(provider: AnyProvider): GetFunctions_Response {
  return { functions: wireFunctions(provider), diagnostics: [] };
}

function wireFunctions(provider: AnyProvider): Record<string, FunctionMessage> {
  return mapValues(provider.functions, wireFunction);
}

function wireSchemas(
  definitions: Readonly<Record<string, { readonly schema: Schema }>> | undefined,
): Record<string, WireSchema> {
  return mapValues(definitions, ({ schema }) => wireSchema(schema));
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>> | undefined,
  change: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, change(value)]));
}
