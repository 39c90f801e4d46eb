import type { Body, Schema } from '../schema/block';
import type { UnknownConfigOf } from '../schema/infer';
import type { CallContext } from './context';
import type { AnyDataSource } from './data-source';
import type { AnyFunction } from './function';
import type { AnyResource, ValidateResourceContext } from './resource';

/** What configure gets. */
export interface ConfigureContext<B extends Body> extends CallContext {
  /** The provider block. During plan any value may be unknown: remember it, and fail only where it is needed. */
  readonly config: UnknownConfigOf<B>;
  /** Version of Terraform or OpenTofu, for logs; never decide anything on it. */
  readonly terraformVersion: string;
}

/** A provider: its configuration, and everything it offers by full name (`vastai_instance`). */
export interface ProviderDefinition<C, B extends Body> {
  /** Source address with host: `registry.example.com/acme/cloud`. Key of TF_REATTACH_PROVIDERS. */
  readonly address: string;
  /** Version, for logs. */
  readonly version: string;
  readonly schema: Schema<B>;
  /** Checks of the provider block. Must tolerate unknown values anywhere. */
  validate?(context: ValidateResourceContext<B>): void | Promise<void>;
  /** Makes the client that handlers get. Called once a process, and once a walk when debugging. */
  configure(context: ConfigureContext<B>): C | Promise<C>;
  /** Releases a client that is no longer used. */
  close?(client: C): void | Promise<void>;
  readonly resources?: Readonly<Record<string, AnyResource<C>>>;
  readonly dataSources?: Readonly<Record<string, AnyDataSource<C>>>;
  /** By the name after `provider::LOCALNAME::`. */
  readonly functions?: Readonly<Record<string, AnyFunction>>;
}

/** A provider whose types the server no longer needs. */
export interface AnyProvider {
  readonly address: string;
  readonly version: string;
  readonly schema: Schema;
  validate?(context: never): void | Promise<void>;
  configure(context: never): unknown;
  close?(client: never): void | Promise<void>;
  readonly resources?: Readonly<Record<string, AnyResource<never>>>;
  readonly dataSources?: Readonly<Record<string, AnyDataSource<never>>>;
  readonly functions?: Readonly<Record<string, AnyFunction>>;
}

/** Declares a provider; the type of its client is what `configure` returns. */
export function defineProvider<C, B extends Body>(
  definition: ProviderDefinition<C, B>,
): ProviderDefinition<C, B> {
  return definition;
}
