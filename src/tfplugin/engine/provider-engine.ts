import type { AnyProvider } from '../definition/provider';
import { providerService } from '../rpc/service';
import { Runtime } from '../rpc/runtime';
import { checkReservedWords } from '../serve/check-provider';
import { isDevelopment, type ServerOptions } from '../serve/options';
import { stderrLogger } from '../serve/standard-streams';
import type { Engine } from './engine';

/** The calls that a runtime answers. */
export function engineOf(runtime: Runtime): Engine {
  const methods = new Map(Object.values(providerService(runtime)).map((method) => [method.path, method]));
  return {
    method: (path) => methods.get(path),
    stop: () => runtime.stop(),
    idle: () => runtime.idle(),
  };
}

/**
 * Makes a provider answer calls in the process that Terraform has started.
 * @throws SchemaError in development, when a name is reserved by the language.
 */
export function createEngine(provider: AnyProvider, options: ServerOptions = {}): Engine {
  const development = isDevelopment(options);
  if (development) checkReservedWords(provider);
  return engineOf(new Runtime(provider, options.log ?? stderrLogger(provider.address), development));
}
