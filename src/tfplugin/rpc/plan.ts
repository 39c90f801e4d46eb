import { planProblems } from '../check/plan-valid';
import { formatProblem } from '../check/problem';
import { conformTopLevel } from '../convert/conform';
import { viewBody } from '../convert/view';
import type { AnyResource } from '../definition/resource';
import { wirePath } from '../diagnostics/wire';
import { defaultPlan, type PlanInput } from '../plan/default-plan';
import { changedNames, replacementPaths } from '../plan/replacement';
import type {
  DynamicValue,
  PlanResourceChange_Request,
  PlanResourceChange_Response,
} from '../protocol/tfplugin6.generated';
import type { Body } from '../schema/block';
import { impliedType } from '../schema/implied-type';
import type { Path } from '../value/path';
import { isObject, objectValue, type Value } from '../value/value';
import { readDynamic, writeDynamic } from './dynamic-value';
import { PrivateNotes } from './private-state';
import type { Scope } from './scope';

type Answer = Omit<PlanResourceChange_Response, 'diagnostics'>;

/** Plans a create, update or delete (plugin-protocol.md 10). */
export async function planResource(scope: Scope, request: PlanResourceChange_Request): Promise<Answer> {
  const resource = scope.runtime.resource(request.typeName);
  const { body } = resource.schema;
  const type = impliedType(body);
  const notes = new PrivateNotes(request.priorPrivate);
  const prior = readDynamic(type, request.priorState);
  const proposed = sameBytes(request.priorState, request.proposedNewState)
    ? prior
    : readDynamic(type, request.proposedNewState);
  const input: PlanInput = { prior, proposed, config: readDynamic(type, request.config) };
  if (input.proposed === null) {
    await planDestroy(scope, resource, input.prior);
    return {
      plannedState: writeDynamic(type, null),
      requiresReplace: [],
      plannedPrivate: request.priorPrivate,
    };
  }
  const { planned, replace } = await planChange(scope, resource, input, notes);
  checkPlan(scope, request.typeName, body, input, planned);
  return {
    plannedState: writeDynamic(type, planned),
    requiresReplace: replace.map((path) => wirePath(body, path)),
    plannedPrivate: notes.toBytes(),
  };
}

// Nearly every plan proposes what is there already, and a value never changes once it is decoded.
function sameBytes(a: DynamicValue | undefined, b: DynamicValue | undefined): boolean {
  return a !== undefined && b !== undefined && a.msgpack.length > 0 && a.msgpack.equals(b.msgpack);
}

async function planDestroy(scope: Scope, resource: AnyResource<never>, prior: Value): Promise<void> {
  if (resource.planDestroy === undefined) return;
  await scope.runtime.withClient(async (client) => {
    const context = { ...scope.context, client, prior: viewBody(resource.schema.body, prior) };
    await resource.planDestroy?.(context as never);
  });
}

interface Planned {
  readonly planned: Value;
  readonly replace: readonly Path[];
}

async function planChange(
  scope: Scope,
  resource: AnyResource<never>,
  input: PlanInput,
  notes: PrivateNotes,
): Promise<Planned> {
  const { body } = resource.schema;
  const { prior, config } = input;
  const initial = defaultPlan(body, input);
  const asked: Path[] = [];
  const planned = await runHook(scope, resource, input, initial, asked, notes);
  const own = replacementPaths(body, { prior, planned, config }, resource.update !== undefined);
  return { planned, replace: prior === null ? [] : [...own, ...asked] };
}

async function runHook(
  scope: Scope,
  resource: AnyResource<never>,
  input: PlanInput,
  planned: Value,
  asked: Path[],
  notes: PrivateNotes,
): Promise<Value> {
  if (resource.plan === undefined || !isObject(planned)) return planned;
  const { body } = resource.schema;
  const changes = await scope.runtime.withClient(async (client) => {
    const context = {
      ...scope.context,
      client,
      action: input.prior === null ? 'create' : 'update',
      config: viewBody(body, input.config),
      prior: viewBody(body, input.prior),
      plan: viewBody(body, planned),
      changed: changedNames(body, input.prior, planned),
      privateState: notes,
      requireReplace: (path: Path): void => void asked.push(path),
    };
    return await resource.plan?.(context as never);
  });
  const references = [planned, input.prior, input.config];
  const changed = Object.entries(changes ?? {}).map(
    ([name, value]) => [name, conformTopLevel(body, name, value, references)] as const,
  );
  return objectValue([...Object.entries(planned), ...changed]);
}

function checkPlan(scope: Scope, typeName: string, body: Body, input: PlanInput, planned: Value): void {
  if (!scope.runtime.development) return;
  for (const problem of planProblems(body, { ...input, planned })) {
    scope.diagnostics.error({
      summary: 'Provider bug: invalid plan',
      detail: `The plan of ${typeName} breaks a rule of Terraform. ${formatProblem(problem)}.`,
      path: problem.path,
    });
  }
}
