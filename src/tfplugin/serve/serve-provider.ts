import type { AnyProvider } from '../definition/provider';
import { createEngine } from '../engine/provider-engine';
import { isDevelopment, type ServerOptions } from './options';
import { serveLazily } from './serve-lazily';

/**
 * Serves a provider to the Terraform that started this process: the whole `main` of a provider executable.
 * Resolves once it listens; the process then ends when Terraform says so or is gone. Started by hand it says
 * what it is and exits with code 1.
 */
export async function serveProvider(provider: AnyProvider, options: ServerOptions = {}): Promise<void> {
  const source = { address: provider.address, load: () => createEngine(provider, options) };
  await serveLazily(source, isDevelopment(options));
}
