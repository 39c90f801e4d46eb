import { conformBody } from '../convert/conform';
import { viewBody } from '../convert/view';
import type { DynamicValue, ReadDataSource_Request } from '../protocol/tfplugin6.generated';
import { impliedType } from '../schema/implied-type';
import { hasUnknown } from '../value/equal';
import { readDynamic, writeDynamic } from './dynamic-value';
import type { Scope } from './scope';

/** Reads a data source. */
export async function readDataSource(scope: Scope, request: ReadDataSource_Request): Promise<DynamicValue> {
  const source = scope.runtime.dataSource(request.typeName);
  const { body } = source.schema;
  const type = impliedType(body);
  const config = readDynamic(type, request.config);
  const found = await scope.runtime.withClient(async (client) => {
    const context = { ...scope.context, client, config: viewBody(body, config) };
    // The view has the type that the schema stands for, which is the type of the context.
    return await source.read(context as never);
  });
  const state = conformBody(body, found, [config]);
  if (hasUnknown(state)) throw new Error('read returned a value that is not known; please report this bug');
  return writeDynamic(type, state);
}
