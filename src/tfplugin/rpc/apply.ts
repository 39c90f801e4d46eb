import { completionProblems } from '../check/compatible';
import { formatProblem } from '../check/problem';
import { knownState, salvageMembers, salvageState } from '../convert/salvage';
import { viewBody } from '../convert/view';
import type { AnyResource } from '../definition/resource';
import { changedNames } from '../plan/replacement';
import type {
  ApplyResourceChange_Request,
  ApplyResourceChange_Response,
} from '../protocol/tfplugin6.generated';
import type { Body } from '../schema/block';
import { impliedType } from '../schema/implied-type';
import { objectValue, type ObjectValue, type Value } from '../value/value';
import { readDynamic, writeDynamic } from './dynamic-value';
import { PrivateNotes } from './private-state';
import type { Scope } from './scope';

type Answer = Omit<ApplyResourceChange_Response, 'diagnostics'>;

/** One change to make. */
interface Change {
  readonly scope: Scope;
  readonly typeName: string;
  readonly resource: AnyResource<never>;
  readonly body: Body;
  readonly prior: Value;
  readonly planned: Value;
  readonly config: Value;
  readonly notes: PrivateNotes;
}

/**
 * Makes, changes or removes an object. Whatever a handler throws or returns, the answer holds what is known to
 * exist, because Terraform forgets everything else (plugin-protocol.md 9.4).
 */
export async function applyResource(scope: Scope, request: ApplyResourceChange_Request): Promise<Answer> {
  const resource = scope.runtime.resource(request.typeName);
  const { body } = resource.schema;
  const type = impliedType(body);
  const change: Change = {
    scope,
    typeName: request.typeName,
    resource,
    body,
    prior: readDynamic(type, request.priorState),
    planned: readDynamic(type, request.plannedState),
    config: readDynamic(type, request.config),
    notes: new PrivateNotes(request.plannedPrivate),
  };
  const state = await applyChange(change);
  return { newState: writeDynamic(type, state), private: change.notes.toBytes() };
}

async function applyChange(change: Change): Promise<Value> {
  if (change.planned === null) return await applyDelete(change);
  return change.prior === null ? await applyCreate(change) : await applyUpdate(change);
}

async function applyCreate(change: Change): Promise<Value> {
  const { body, config, planned } = change;
  let known: ObjectValue | null = null;
  const checkpoint = (members: Readonly<Record<string, unknown>> | null): void => {
    known = members === null ? null : merge(change, known ?? knownState(body, planned), members);
  };
  const context = { config: viewBody(body, config), plan: viewBody(body, planned), checkpoint };
  try {
    const created = await call(change, context, (resource, full) => resource.create(full));
    return finish(change, created, known);
  } catch (error) {
    change.scope.diagnostics.thrown(error, `Cannot create ${change.typeName}`);
    return known;
  }
}

async function applyUpdate(change: Change): Promise<Value> {
  const { body, config, planned, prior } = change;
  let known = knownState(body, prior);
  const checkpoint = (members: Readonly<Record<string, unknown>>): void => {
    known = merge(change, known, members);
  };
  const context = {
    config: viewBody(body, config),
    prior: viewBody(body, prior),
    plan: viewBody(body, planned),
    changed: changedNames(body, prior, planned),
    checkpoint,
  };
  try {
    const updated = await call(change, context, (resource, full) => {
      if (resource.update === undefined)
        throw new Error('the resource cannot be changed in place; please report this bug');
      return resource.update(full);
    });
    return finish(change, updated, known);
  } catch (error) {
    change.scope.diagnostics.thrown(error, `Cannot update ${change.typeName}`);
    return known;
  }
}

async function applyDelete(change: Change): Promise<Value> {
  const { body, prior } = change;
  try {
    await call(change, { state: viewBody(body, prior) }, (resource, full) => resource.delete(full));
    return null;
  } catch (error) {
    change.scope.diagnostics.thrown(error, `Cannot delete ${change.typeName}`);
    return prior;
  }
}

async function call<T>(
  change: Change,
  context: object,
  run: (resource: AnyResource<never>, context: never) => Promise<T>,
): Promise<T> {
  const { scope, resource, notes } = change;
  return await scope.runtime.withClient(async (client) => {
    const full = { ...scope.context, client, privateState: notes, ...context };
    // The views have the types that the schema stands for, which are those of the context.
    return await run(resource, full as never);
  });
}

// Never throws: a checkpoint stands between a rented thing and its loss.
function merge(change: Change, base: ObjectValue, members: Readonly<Record<string, unknown>>): ObjectValue {
  const { scope, body, planned, prior, config, typeName } = change;
  const { values, defects } = salvageMembers(body, members, [planned, prior, config]);
  for (const { text } of defects) {
    scope.diagnostics.error({
      summary: 'Provider bug: invalid checkpoint',
      detail: `${typeName}: ${text}. Please report this.`,
    });
  }
  return knownState(body, objectValue([...Object.entries(base), ...values]));
}

function finish(change: Change, returned: object, known: ObjectValue | null): Value {
  const { scope, body, planned, prior, config, typeName } = change;
  const fallback = known ?? planned;
  const { state, defects } = salvageState(body, returned, fallback, [planned, prior, config]);
  const report = (detail: string): void =>
    scope.diagnostics.error({
      summary: 'Provider bug: invalid new state',
      detail: `${detail} Please report this.`,
    });
  defects.forEach(({ text }) => report(`What ${typeName} returned after apply cannot be stored. ${text}.`));
  if (scope.runtime.development && defects.length === 0) {
    completionProblems(body, planned, state).forEach((problem) =>
      report(`What ${typeName} returned after apply is not what was planned. ${formatProblem(problem)}.`),
    );
  }
  return state;
}
