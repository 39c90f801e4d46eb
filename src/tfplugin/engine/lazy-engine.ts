import { GrpcError, status } from '../grpc/status';
import type { AnyUnaryMethod } from '../grpc/method';
import { type Engine, PROVIDER_SERVICE } from './engine';

/** Where an engine comes from, once a call needs it. */
export interface EngineSource {
  /** Source address of the provider, `HOST/NAMESPACE/NAME`. */
  readonly address: string;
  readonly load: () => Engine | Promise<Engine>;
  /** The encoded answer to GetProviderSchema, if it is there without the engine. */
  readonly schema?: () => Uint8Array | undefined;
}

/**
 * An engine that is loaded by the first call that needs it. Terraform starts a process for the schema alone, and one
 * more for each command that only checks the configuration (docs/decisions/0017-start-up.md).
 */
export class LazyEngine implements Engine {
  readonly #source: EngineSource;
  #loading: Promise<Engine> | undefined;

  constructor(source: EngineSource) {
    this.#source = source;
  }

  /** Loads the engine now. Rejects when it cannot be loaded, and so does every call then. */
  load(): Promise<Engine> {
    this.#loading ??= (async () => this.#source.load())();
    return this.#loading;
  }

  readonly method = (path: string): AnyUnaryMethod | undefined => {
    if (!path.startsWith(PROVIDER_SERVICE)) return undefined;
    return {
      kind: 'unary',
      path,
      answer: async (request, call) => {
        const schema = path === `${PROVIDER_SERVICE}GetProviderSchema` ? this.#source.schema?.() : undefined;
        if (schema !== undefined) return schema;
        const method = (await this.load()).method(path);
        if (method === undefined) throw new GrpcError(status.UNIMPLEMENTED, `there is no method ${path}`);
        return method.answer(request, call);
      },
    };
  };

  // What has not been loaded has nothing to stop; what is being loaded is stopped with the calls that wait for it.
  readonly stop = (): void => void this.#loading?.then((engine) => engine.stop()).catch(() => undefined);

  // Calls that wait for the engine got in line earlier, so they are in flight by then.
  readonly idle = async (): Promise<void> => {
    const engine = await this.#loading?.catch(() => undefined);
    await engine?.idle();
  };
}
