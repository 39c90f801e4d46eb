import type { Body, Schema } from '../schema/block';
import type { ConfigOf, StateOf } from '../schema/infer';
import type { ClientContext } from './context';
import type { ValidateResourceContext } from './resource';

/** What a data source's read gets. */
export interface ReadDataContext<C, B extends Body> extends ClientContext<C> {
  readonly config: ConfigOf<B>;
}

/** A data source. Terraform reads it in every plan: keep it fast. */
export interface DataSourceDefinition<C, B extends Body> {
  /** Exists for the compiler only: checks that the provider's client fits. */
  readonly clientType?: (client: C) => void;
  readonly schema: Schema<B>;
  /** Checks across arguments. Must tolerate unknown values anywhere. */
  validate?(context: ValidateResourceContext<B>): void | Promise<void>;
  /** Returns every member: the arguments as configured and the computed ones filled. */
  read(context: ReadDataContext<C, B>): Promise<StateOf<B>>;
}

/** A data source whose types the server no longer needs. */
export interface AnyDataSource<C> {
  /** Exists for the compiler only: checks that the provider's client fits. */
  readonly clientType?: (client: C) => void;
  readonly schema: Schema;
  validate?(context: never): void | Promise<void>;
  read(context: never): Promise<object>;
}

/** Declares a data source; the handler's types follow from the schema. */
export function defineDataSource<C>(): <B extends Body>(
  definition: DataSourceDefinition<C, B>,
) => DataSourceDefinition<C, B> {
  return (definition) => definition;
}
