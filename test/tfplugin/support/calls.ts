import {
  attr,
  defineProvider,
  defineSchema,
  unknown,
  type AnyResource,
  type Body,
  type Schema,
} from '../../../src/tfplugin';
import { decodeMsgpack } from '../../../src/tfplugin/codec/decode';
import { encodeMsgpack } from '../../../src/tfplugin/codec/encode';
import { silentLogger } from '../../../src/tfplugin/log/hclog';
import type { DynamicValue } from '../../../src/tfplugin/protocol/tfplugin6.generated';
import { Runtime } from '../../../src/tfplugin/rpc/runtime';
import { providerService } from '../../../src/tfplugin/rpc/service';
import { impliedType } from '../../../src/tfplugin/schema/implied-type';
import type { UnaryMethod } from '../../../src/tfplugin/grpc/method';
import type { Value } from '../../../src/tfplugin/value/value';
import { parse, propose } from './values';

export const ANY = unknown();
export const NO_BYTES = Buffer.alloc(0);

type ProviderService = ReturnType<typeof providerService>;

/** Makes the calls of Terraform to a provider, without a transport. */
export class Caller {
  readonly runtime: Runtime;
  readonly #service: ProviderService;
  /** Listeners for a call that is cut off, of all calls so far. */
  readonly cancellers: (() => void)[] = [];

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.#service = providerService(runtime);
  }

  /** A provider with one resource `x_thing`, configured. */
  static async with(resource: AnyResource<object>, development = true): Promise<Caller> {
    const provider = defineProvider({
      address: 'host/ns/x',
      version: '0',
      schema: defineSchema({ attributes: { url: attr.string({ optional: true }) } }),
      configure: () => ({}),
      resources: { x_thing: resource },
    });
    const caller = new Caller(new Runtime(provider, silentLogger, development));
    await caller.configure();
    return caller;
  }

  async configure(): Promise<void> {
    const { body } = this.runtime.provider.schema;
    await this.call('configureProvider', {
      terraformVersion: '1.11.4',
      config: dynamic(body, {}),
      clientCapabilities: undefined,
    });
  }

  /** One call by the name of its method. */
  async call<M extends keyof ProviderService>(
    name: M,
    request: RequestOf<ProviderService[M]>,
  ): Promise<ResponseOf<ProviderService[M]>> {
    const method = this.#service[name] as unknown as UnaryMethod<unknown, unknown>;
    const call = { on: (_: string, listener: () => void) => this.cancellers.push(listener) };
    return (await method.handle(request, call)) as ResponseOf<ProviderService[M]>;
  }
}

type RequestOf<M extends { handle: (...args: never[]) => unknown }> = Parameters<M['handle']>[0];
type ResponseOf<M extends { handle: (...args: never[]) => unknown }> = Awaited<ReturnType<M['handle']>>;

/** A value as it goes over the wire, from a plain object with members left out. */
export function dynamic(body: Body, input: unknown): DynamicValue {
  return { msgpack: encodeMsgpack(impliedType(body), parse(body, input)), json: NO_BYTES };
}

/** What came over the wire. */
export function read(schema: Schema, value: DynamicValue | undefined): Value {
  return value === undefined || value.msgpack.length === 0
    ? null
    : decodeMsgpack(impliedType(schema.body), value.msgpack);
}

/** A plan request as Terraform would make it. */
export function planRequest(
  { body }: Schema,
  prior: object | null,
  config: object | null,
  priorPrivate = NO_BYTES,
) {
  const [before, wanted] = [parse(body, prior), parse(body, config)];
  const proposed = wanted === null ? null : propose(body, before, wanted);
  const type = impliedType(body);
  return {
    typeName: 'x_thing',
    priorState: dynamic(body, prior),
    proposedNewState: { msgpack: encodeMsgpack(type, proposed), json: NO_BYTES },
    config: dynamic(body, config),
    priorPrivate,
  };
}

/** An apply request. */
export function applyRequest(
  { body }: Schema,
  prior: object | null,
  planned: object | null,
  config: object | null = planned,
  plannedPrivate = NO_BYTES,
) {
  return {
    typeName: 'x_thing',
    priorState: dynamic(body, prior),
    plannedState: dynamic(body, planned),
    config: dynamic(body, config),
    plannedPrivate,
  };
}
