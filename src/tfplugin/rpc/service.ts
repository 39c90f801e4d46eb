import { randomUUID } from 'node:crypto';
import { status, type handleUnaryCall, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import type {
  Diagnostic as WireDiagnostic,
  DynamicValue,
  ProviderServer,
} from '../protocol/tfplugin6.generated';
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
export function providerService(runtime: Runtime): ProviderServer {
  const unary = <Request, Response>(rpc: string, handler: Handler<Request, Response>) =>
    unaryCall(runtime, rpc, handler);
  const { provider } = runtime;
  return {
    getProviderSchema: unary('GetProviderSchema', () => getProviderSchema(provider)),
    getFunctions: unary('GetFunctions', () => getFunctions(provider)),
    callFunction: unary('CallFunction', callFunction),
    validateProviderConfig: unary('ValidateProviderConfig', (scope, request) =>
      reporting(scope, 'Invalid provider configuration', provider.schema.body, {}, () =>
        validateProvider(scope, request).then(nothing),
      ),
    ),
    configureProvider: unary('ConfigureProvider', (scope, request) =>
      reporting(scope, 'Cannot configure the provider', provider.schema.body, {}, () =>
        configureProvider(scope, request).then(nothing),
      ),
    ),
    validateResourceConfig: unary('ValidateResourceConfig', (scope, request) =>
      reporting(scope, `Cannot validate ${request.typeName}`, resourceBody(runtime, request), {}, () =>
        validateResource(scope, request).then(nothing),
      ),
    ),
    validateDataResourceConfig: unary('ValidateDataResourceConfig', (scope, request) =>
      reporting(scope, `Cannot validate ${request.typeName}`, dataSourceBody(runtime, request), {}, () =>
        validateDataSource(scope, request).then(nothing),
      ),
    ),
    upgradeResourceState: unary('UpgradeResourceState', (scope, request) =>
      reporting(scope, `Cannot upgrade the state of ${request.typeName}`, undefined, NO_UPGRADE, () => ({
        upgradedState: upgradeState(scope, request),
      })),
    ),
    readResource: unary('ReadResource', (scope, request) => {
      const kept = { newState: request.currentState, private: request.private };
      const title = `Cannot read ${request.typeName}`;
      return reporting(scope, title, resourceBody(runtime, request), kept, () =>
        readResource(scope, request),
      );
    }),
    planResourceChange: unary('PlanResourceChange', (scope, request) => {
      const empty = { plannedState: undefined, requiresReplace: [], plannedPrivate: request.priorPrivate };
      const title = `Cannot plan ${request.typeName}`;
      return reporting(scope, title, resourceBody(runtime, request), empty, () =>
        planResource(scope, request),
      );
    }),
    applyResourceChange: unary('ApplyResourceChange', (scope, request) => {
      // Only for a failure around the handlers; they keep what they know themselves.
      const kept = { newState: request.priorState, private: request.plannedPrivate };
      const title = `Cannot apply ${request.typeName}`;
      return reporting(scope, title, resourceBody(runtime, request), kept, () =>
        applyResource(scope, request),
      );
    }),
    importResourceState: unary('ImportResourceState', (scope, request) =>
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
    readDataSource: unary('ReadDataSource', (scope, request) =>
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
    stopProvider: unary('StopProvider', () => {
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

function unaryCall<Request, Response>(
  runtime: Runtime,
  rpc: string,
  handler: Handler<Request, Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void answer(runtime, rpc, handler, call, callback);
  };
}

async function answer<Request, Response>(
  runtime: Runtime,
  rpc: string,
  handler: Handler<Request, Response>,
  call: ServerUnaryCall<Request, Response>,
  callback: sendUnaryData<Response>,
): Promise<void> {
  const log = callLogger(runtime, rpc, call.request);
  const start = performance.now();
  try {
    const response = await withScope(runtime, call, log, async (scope) => await handler(scope, call.request));
    callback(null, response);
  } catch (error) {
    log.error('the call failed', { error: error instanceof Error ? error : String(error) });
    callback({ code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) });
  }
  log.debug('answered', { tf_req_duration_ms: Math.round(performance.now() - start) });
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
