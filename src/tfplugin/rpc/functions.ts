import { conformValue } from '../convert/conform';
import { viewValue, type View } from '../convert/view';
import { ArgumentError, type AnyFunction } from '../definition/function';
import type {
  CallFunction_Request,
  CallFunction_Response,
  DynamicValue,
  FunctionError,
} from '../protocol/tfplugin6.generated';
import type { ValueType } from '../value/type';
import type { Value } from '../value/value';
import { readDynamic, writeDynamic } from './dynamic-value';
import type { Scope } from './scope';

/** Calls a provider function. */
export function callFunction(scope: Scope, request: CallFunction_Request): CallFunction_Response {
  const { functions = {} } = scope.runtime.provider;
  const definition = Object.hasOwn(functions, request.name) ? functions[request.name] : undefined;
  try {
    if (definition === undefined)
      throw new Error(`this version of the provider has no function ${request.name}`);
    return { result: evaluate(definition, request.arguments), error: undefined };
  } catch (error) {
    return { result: undefined, error: functionError(error) };
  }
}

function evaluate(definition: AnyFunction, dynamics: readonly DynamicValue[]): DynamicValue {
  const { parameters, variadic, returns } = definition;
  const values = dynamics.map((dynamic, index) =>
    argument(parameters[index]?.type ?? variadic?.type, dynamic, index),
  );
  const views = values.map(({ view }) => view);
  const result = definition.call(
    views.slice(0, parameters.length) as never,
    views.slice(parameters.length) as never,
  );
  const references = values.map(({ value }) => value);
  return writeDynamic(returns, conformValue(returns, result, references));
}

function argument(
  type: ValueType | undefined,
  dynamic: DynamicValue,
  index: number,
): { value: Value; view: View } {
  if (type === undefined) throw new ArgumentError(index, 'the function takes fewer arguments');
  const value = readDynamic(type, dynamic);
  return { value, view: viewValue(type, value, false) };
}

function functionError(error: unknown): FunctionError {
  const text = error instanceof Error ? error.message : String(error);
  return { text, functionArgument: error instanceof ArgumentError ? BigInt(error.index) : undefined };
}
