import { conformBody } from '../convert/conform';
import { viewBody } from '../convert/view';
import type { ReadResource_Request, ReadResource_Response } from '../protocol/tfplugin6.generated';
import { impliedType } from '../schema/implied-type';
import { hasUnknown } from '../value/equal';
import { readDynamic, writeDynamic } from './dynamic-value';
import { PrivateNotes } from './private-state';
import type { Scope } from './scope';

type Answer = Omit<ReadResource_Response, 'diagnostics'>;

/** Refreshes a resource. After an error the stored state stays as it is. */
export async function readResource(scope: Scope, request: ReadResource_Request): Promise<Answer> {
  const kept: Answer = { newState: request.currentState, private: request.private };
  try {
    const resource = scope.runtime.resource(request.typeName);
    const { body } = resource.schema;
    const type = impliedType(body);
    const current = readDynamic(type, request.currentState);
    const notes = new PrivateNotes(request.private);
    const found = await scope.runtime.withClient(async (client) => {
      const context = { ...scope.context, client, privateState: notes, state: viewBody(body, current) };
      // The view has the type that the schema stands for, which is the type of the context.
      return await resource.read(context as never);
    });
    const state = conformBody(body, found, [current]);
    if (hasUnknown(state)) throw new Error('read returned a value that is not known; please report this bug');
    return { newState: writeDynamic(type, state), private: notes.toBytes() };
  } catch (error) {
    scope.diagnostics.thrown(error, `Cannot read ${request.typeName}`);
    return kept;
  }
}
