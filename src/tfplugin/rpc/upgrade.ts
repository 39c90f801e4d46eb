import { isJsonObject, valueFromJson } from '../codec/decode-json';
import { parseJson } from '../codec/json-parser';
import { knownState } from '../convert/salvage';
import type { AnyResource } from '../definition/resource';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { DynamicValue, UpgradeResourceState_Request } from '../protocol/tfplugin6.generated';
import type { Body } from '../schema/block';
import { impliedType } from '../schema/implied-type';
import type { JsonObject } from '../value/json';
import { writeDynamic } from './dynamic-value';
import type { Scope } from './scope';

const NO_BYTES = Buffer.alloc(0);

/**
 * Brings a stored state to the current schema. Numbers keep their text; a state of the current version goes
 * back byte by byte when it is complete (plugin-protocol.md 6.3).
 */
export function upgradeState(scope: Scope, request: UpgradeResourceState_Request): DynamicValue {
  const resource = scope.runtime.resource(request.typeName);
  const { schema } = resource;
  const bytes = request.rawState?.json ?? NO_BYTES;
  if (bytes.length === 0) {
    throw new DiagnosticError({
      summary: 'State too old',
      detail: `The state of ${request.typeName} was written by Terraform 0.11 or older. Refresh it with Terraform 1.0 first.`,
    });
  }
  const text = bytes.toString('utf8');
  if (request.version === BigInt(schema.version) && isComplete(schema.body, text)) {
    return { msgpack: NO_BYTES, json: bytes };
  }
  const stored = parseJson(text);
  if (!isJsonObject(stored)) throw new Error(`the stored state of ${request.typeName} is no JSON object`);
  const current = upgradeSteps(resource, stored, Number(request.version), request.typeName);
  const type = impliedType(schema.body);
  return writeDynamic(type, knownState(schema.body, valueFromJson(type, current)));
}

// Only the names matter here, so a parser that rounds numbers is good enough.
function isComplete(body: Body, text: string): boolean {
  const stored: unknown = JSON.parse(text);
  if (typeof stored !== 'object' || stored === null) return false;
  const names = new Set([...Object.keys(body.attributes), ...Object.keys(body.blocks)]);
  const given = Object.keys(stored);
  return given.length === names.size && given.every((name) => names.has(name));
}

function upgradeSteps(
  resource: AnyResource<never>,
  stored: JsonObject,
  version: number,
  typeName: string,
): JsonObject {
  let state = stored;
  for (let step = version; step < resource.schema.version; step += 1) {
    const upgrade = resource.upgradeState?.[step];
    if (upgrade === undefined) {
      throw new DiagnosticError({
        summary: 'State cannot be upgraded',
        detail: `This version of the provider cannot read a state of ${typeName} of schema version ${step}. Import the resource anew, or use an earlier version of the provider first.`,
      });
    }
    state = upgrade(state);
  }
  return state;
}
