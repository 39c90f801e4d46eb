import { randomUUID } from 'node:crypto';
import { PROVIDER_SERVICE } from '../engine/engine';
import { unary, type CallHandle, type MessageCodec, type UnaryMethod } from '../grpc/method';
import * as wire from '../protocol/tfplugin6.generated';
import type { Diagnostic as WireDiagnostic, DynamicValue } from '../protocol/tfplugin6.generated';
import type { Body } from '../schema/block';
import { applyResource } from './apply';
import { configureProvider } from './configure';
import { readDataSource } from './data-source';
import { callFunction } from './functions';
import { getFunctions, getProviderSchema } from './get-schema';
import { importResource } from './import';
import { planResource } from './plan';
import { readResource } from './read';
import type { Runtime } from './runtime';
import { withScope, type Scope } from './scope';
import { upgradeState } from './upgrade';
import { validateDataSource, validateProvider, validateResource } from './validate';

const NO_UPGRADE: { readonly upgradedState: DynamicValue | undefined } = { upgradedState: undefined };
const NO_DATA: { readonly state: DynamicValue | undefined } = { state: undefined };

type Handler<Request, Response> = (scope: Scope, request: Request) => Response | Promise<Response>;

/** The calls of tfplugin6 for a provider. Calls that are not here answer UNIMPLEMENTED. */
export function providerService(runtime: Runtime) {
  const rpc = <Request, Response>(
    name: string,
    request: MessageCodec<Request>,
    response: MessageCodec<Response>,
    handler: Handler<Request, Response>,
  ): UnaryMethod<Request, Response> =>
    unary(`${PROVIDER_SERVICE}${name}`, request, response, (message, call) =>
      answer(runtime, name, handler, message, call),
    );
  return {
    getProviderSchema: rpc(
      'GetProviderSchema',
      wire.GetProviderSchema_Request,
      wire.GetProviderSchema_Response,
      () => getProviderSchema(runtime.provider),
    ),
    getFunctions: rpc('GetFunctions', wire.GetFunctions_Request, wire.GetFunctions_Response, () =>
      getFunctions(runtime.provider),
    ),
    callFunction: rpc('CallFunction', wire.CallFunction_Request, wire.CallFunction_Response, callFunction),
    validateProviderConfig: rpc(
      'ValidateProviderConfig',
      wire.ValidateProviderConfig_Request,
      wire.ValidateProviderConfig_Response,
      (scope, request) =>
        reporting(scope, 'Invalid provider configuration', runtime.provider.schema.body, {}, () =>
          validateProvider(scope, request).then(nothing),
        ),
    ),
    configureProvider: rpc(
      'ConfigureProvider',
      wire.ConfigureProvider_Request,
      wire.ConfigureProvider_Response,
      (scope, request) =>
        reporting(scope, 'Cannot configure the provider', runtime.provider.schema.body, {}, () =>
          configureProvider(scope, request).then(nothing),
        ),
    ),
    validateResourceConfig: rpc(
      'ValidateResourceConfig',
      wire.ValidateResourceConfig_Request,
      wire.ValidateResourceConfig_Response,
      (scope, request) =>
        reporting(scope, `Cannot validate ${request.typeName}`, resourceBody(runtime, request), {}, () =>
          validateResource(scope, request).then(nothing),
        ),
    ),
    validateDataResourceConfig: rpc(
      'ValidateDataResourceConfig',
      wire.ValidateDataResourceConfig_Request,
      wire.ValidateDataResourceConfig_Response,
      (scope, request) =>
        reporting(scope, `Cannot validate ${request.typeName}`, dataSourceBody(runtime, request), {}, () =>
          validateDataSource(scope, request).then(nothing),
        ),
    ),
    upgradeResourceState: rpc(
      'UpgradeResourceState',
      wire.UpgradeResourceState_Request,
      wire.UpgradeResourceState_Response,
      (scope, request) =>
        reporting(scope, `Cannot upgrade the state of ${request.typeName}`, undefined, NO_UPGRADE, () => ({
          upgradedState: upgradeState(scope, request),
        })),
    ),
    readResource: rpc(
      'ReadResource',
      wire.ReadResource_Request,
      wire.ReadResource_Response,
      (scope, request) => {
        const kept = { newState: request.currentState, private: request.private };
        const title = `Cannot read ${request.typeName}`;
        return reporting(scope, title, resourceBody(runtime, request), kept, () =>
          readResource(scope, request),
        );
      },
    ),
    planResourceChange: rpc(
      'PlanResourceChange',
      wire.PlanResourceChange_Request,
      wire.PlanResourceChange_Response,
      (scope, request) => {
        const empty = { plannedState: undefined, requiresReplace: [], plannedPrivate: request.priorPrivate };
        const title = `Cannot plan ${request.typeName}`;
        return reporting(scope, title, resourceBody(runtime, request), empty, () =>
          planResource(scope, request),
        );
      },
    ),
    applyResourceChange: rpc(
      'ApplyResourceChange',
      wire.ApplyResourceChange_Request,
      wire.ApplyResourceChange_Response,
      (scope, request) => {
        // Only for a failure around the handlers; they keep what they know themselves.
        const kept = { newState: request.priorState, private: request.plannedPrivate };
        const title = `Cannot apply ${request.typeName}`;
        return reporting(scope, title, resourceBody(runtime, request), kept, () =>
          applyResource(scope, request),
        );
      },
    ),
    importResourceState: rpc(
      'ImportResourceState',
      wire.ImportResourceState_Request,
      wire.ImportResourceState_Response,
      (scope, request) =>
        reporting(
          scope,
          `Cannot import ${request.typeName}`,
          undefined,
          { importedResources: [] },
          async () => ({
            importedResources: [await importResource(scope, request)],
          }),
        ),
    ),
    readDataSource: rpc(
      'ReadDataSource',
      wire.ReadDataSource_Request,
      wire.ReadDataSource_Response,
      (scope, request) =>
        reporting(
          scope,
          `Cannot read ${request.typeName}`,
          dataSourceBody(runtime, request),
          NO_DATA,
          async () => ({
            state: await readDataSource(scope, request),
          }),
        ),
    ),
    stopProvider: rpc('StopProvider', wire.StopProvider_Request, wire.StopProvider_Response, () => {
      runtime.stop();
      return { Error: '' };
    }),
  };
}

interface Typed {
  readonly typeName: string;
}

function resourceBody(runtime: Runtime, { typeName }: Typed): Body | undefined {
  return runtime.provider.resources?.[typeName]?.schema.body;
}

function dataSourceBody(runtime: Runtime, { typeName }: Typed): Body | undefined {
  return runtime.provider.dataSources?.[typeName]?.schema.body;
}

function nothing(): object {
  return {};
}

/** Turns what is thrown into a diagnostic, and adds all diagnostics to the answer. */
async function reporting<Answer extends object>(
  scope: Scope,
  title: string,
  body: Body | undefined,
  otherwise: Answer,
  run: () => Answer | Promise<Answer>,
): Promise<Answer & { diagnostics: WireDiagnostic[] }> {
  let answer = otherwise;
  try {
    answer = await run();
  } catch (error) {
    scope.diagnostics.thrown(error, title);
  }
  return { ...answer, diagnostics: scope.diagnostics.wire(body) };
}

async function answer<Request, Response>(
  runtime: Runtime,
  rpc: string,
  handler: Handler<Request, Response>,
  request: Request,
  call: CallHandle,
): Promise<Response> {
  const log = callLogger(runtime, rpc, request);
  const start = performance.now();
  try {
    return await withScope(runtime, call, log, async (scope) => await handler(scope, request));
  } catch (error) {
    log.error('the call failed', { error: error instanceof Error ? error : String(error) });
    throw error;
  } finally {
    log.debug('answered', { tf_req_duration_ms: Math.round(performance.now() - start) });
  }
}

function callLogger(runtime: Runtime, rpc: string, request: unknown): Runtime['log'] {
  if (!runtime.log.enabled('error')) return runtime.log;
  const typeName =
    typeof request === 'object' && request !== null && 'typeName' in request ? request.typeName : undefined;
  return runtime.log.with({
    tf_rpc: rpc,
    tf_req_id: randomUUID(),
    ...(typeof typeName === 'string' ? { tf_resource_type: typeName } : {}),
  });
}
