/**
 * A small SDK for Terraform providers in TypeScript: plugin protocol 6 over gRPC with mutual TLS. It knows
 * nothing of any cloud. Declare a schema with `defineSchema` and `attr`, a resource with `defineResource`, a
 * provider with `defineProvider`, and end the executable's main with `serveProvider`.
 */
export { attr } from './schema/attr';
export type { Attribute, AttributeOptions, Attributes, TypedAttribute } from './schema/attribute';
export { block, defineSchema } from './schema/block';
export type { Block, Blocks, Body, BodyOf, Schema } from './schema/block';
export type {
  ConfigOf,
  PartialStateOf,
  PlannedOf,
  PlanOf,
  StateOf,
  UnknownConfigOf,
  ValueOf,
} from './schema/infer';
export {
  creationOnly,
  keepPriorValue,
  preferPrior,
  requiresReplace,
  requiresReplaceIf,
} from './schema/plan-modifier';
export type { PlanModifier, ValueChange } from './schema/plan-modifier';
export { duration, parseDuration, timeoutMs, timeouts } from './schema/timeouts';
export type { TimeoutOperation } from './schema/timeouts';
export {
  atLeast,
  between,
  each,
  eachKey,
  eachValue,
  greaterThan,
  matches,
  must,
  notEmpty,
  oneOf,
  sizeBetween,
  wholeNumber,
} from './schema/validator';
export type { Validator } from './schema/validator';

export { t } from './value/type';
export type { ValueType } from './value/type';
export { isUnknown, unknown, Unknown } from './value/unknown';
export type { Refinements } from './value/unknown';
export { Secret } from './value/secret';
export { ExactNumber } from './value/number';
export type { JsonObject, JsonValue } from './value/json';
export { formatPath } from './value/path';
export type { Path } from './value/path';

export { DiagnosticError } from './diagnostics/diagnostic';
export type { Diagnostic, DiagnosticInput } from './diagnostics/diagnostic';
export type { LogFields, Logger, LogLevel, LogValue } from './log/logger';

export { OperationStopped } from './definition/context';
export type { CallContext, ClientContext, PrivateState, ValidateContext } from './definition/context';
export { defineDataSource } from './definition/data-source';
export type { AnyDataSource, DataSourceDefinition, ReadDataContext } from './definition/data-source';
export { ArgumentError, defineFunction, parameter } from './definition/function';
export type { AnyFunction, FunctionDefinition, Parameter } from './definition/function';
export { defineProvider } from './definition/provider';
export type { AnyProvider, ConfigureContext, ProviderDefinition } from './definition/provider';
export { defineResource } from './definition/resource';
export type {
  AnyResource,
  CreateContext,
  DeleteContext,
  ImportContext,
  PlanContext,
  PlanDestroyContext,
  ReadContext,
  ResourceDefinition,
  StateUpgrades,
  UpdateContext,
  ValidateResourceContext,
} from './definition/resource';

export { serveForDebugging } from './serve/serve-for-debugging';
export { serveForTests } from './serve/serve-for-tests';
export { serveProvider } from './serve/serve-provider';
export { bundled } from './start/bundled';
export type { Bundled } from './start/bundled';
export type { ServerOptions, TestServer } from './serve/options';
