import type { AnyProvider } from '../definition/provider';
import type { Engine } from '../engine/engine';
import { createEngine } from '../engine/provider-engine';
import { GetProviderSchema_Response } from '../protocol/tfplugin6.generated';
import { getProviderSchema } from '../rpc/get-schema';
import { serveForDebugging } from '../serve/serve-for-debugging';

/** What `provider.cjs` exports to what starts it. */
export interface Bundled {
  /** What answers Terraform's calls. */
  readonly createEngine: () => Engine;
  /** The encoded answer to GetProviderSchema, which is written to `schema.bin` when the provider is bundled. */
  readonly schema: () => Uint8Array;
  /** Serves it to whoever has the line that this prints. */
  readonly debug: () => Promise<void>;
}

/** What the entry file of a bundled provider has to export. */
export function bundled(provider: AnyProvider): Bundled {
  return {
    createEngine: () => createEngine(provider),
    schema: () => GetProviderSchema_Response.encode(getProviderSchema(provider)).finish(),
    debug: () => serveForDebugging(provider),
  };
}
