import { viewBody } from '../convert/view';
import type {
  DynamicValue,
  ValidateDataResourceConfig_Request,
  ValidateProviderConfig_Request,
  ValidateResourceConfig_Request,
} from '../protocol/tfplugin6.generated';
import type { Schema } from '../schema/block';
import { impliedType } from '../schema/implied-type';
import { checkConfig } from '../validate/check-config';
import { readDynamic } from './dynamic-value';
import type { Scope } from './scope';

/** Checks a resource's configuration. */
export async function validateResource(scope: Scope, request: ValidateResourceConfig_Request): Promise<void> {
  const writeOnlyAllowed = request.clientCapabilities?.writeOnlyAttributesAllowed ?? false;
  await validate(scope, scope.runtime.resource(request.typeName), request.config, writeOnlyAllowed);
}

/** Checks a data source's configuration. */
export async function validateDataSource(
  scope: Scope,
  request: ValidateDataResourceConfig_Request,
): Promise<void> {
  await validate(scope, scope.runtime.dataSource(request.typeName), request.config, undefined);
}

/** Checks the provider block. */
export async function validateProvider(scope: Scope, request: ValidateProviderConfig_Request): Promise<void> {
  await validate(scope, scope.runtime.provider, request.config, undefined);
}

interface Validated {
  readonly schema: Schema;
  validate?(context: never): void | Promise<void>;
}

async function validate(
  scope: Scope,
  definition: Validated,
  dynamic: DynamicValue | undefined,
  writeOnlyAllowed: boolean | undefined,
): Promise<void> {
  const { body } = definition.schema;
  const config = readDynamic(impliedType(body), dynamic);
  checkConfig(body, config, scope.diagnostics, { writeOnlyAllowed });
  const context = { ...scope.context, error: scope.diagnostics.error, config: viewBody(body, config) };
  // The view has the type that the schema stands for, which is the type of the context.
  await definition.validate?.(context as never);
}
