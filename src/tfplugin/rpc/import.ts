import { CodecError } from '../codec/codec-error';
import { conformTopLevel } from '../convert/conform';
import { knownState } from '../convert/salvage';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type {
  ImportResourceState_ImportedResource,
  ImportResourceState_Request,
} from '../protocol/tfplugin6.generated';
import type { Body } from '../schema/block';
import { impliedType } from '../schema/implied-type';
import { objectValue, type ObjectValue } from '../value/value';
import { writeDynamic } from './dynamic-value';
import { PrivateNotes } from './private-state';
import type { Scope } from './scope';

/** Makes a first state from an id; Terraform reads the resource next. */
export async function importResource(
  scope: Scope,
  request: ImportResourceState_Request,
): Promise<ImportResourceState_ImportedResource> {
  const { typeName, id } = request;
  const resource = scope.runtime.resource(typeName);
  if (resource.importState === undefined) {
    throw new DiagnosticError({
      summary: 'Import not supported',
      detail: `A ${typeName} cannot be imported.`,
    });
  }
  const notes = new PrivateNotes(Buffer.alloc(0));
  const given = await scope.runtime.withClient(async (client) => {
    const context = { ...scope.context, client, id, privateState: notes };
    return await resource.importState?.(context as never);
  });
  const { body } = resource.schema;
  const state = importedState(body, { ...given });
  return { typeName, state: writeDynamic(impliedType(body), state), private: notes.toBytes() };
}

function importedState(body: Body, given: Readonly<Record<string, unknown>>): ObjectValue {
  const members = Object.entries(given).map(
    ([name, value]) => [name, conformTopLevel(body, name, value, [])] as const,
  );
  const state = knownState(body, objectValue(members));
  for (const [name, attribute] of Object.entries(body.attributes)) {
    if (attribute.nonNull && state[name] === null)
      throw new CodecError([name], 'an import has to give this value');
  }
  return state;
}
