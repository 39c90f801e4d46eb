import type { Path } from '../value/path';
import type { JsonObject } from '../value/json';
import type { Body, Schema } from '../schema/block';
import type { ConfigOf, PartialStateOf, PlanOf, PlannedOf, StateOf, UnknownConfigOf } from '../schema/infer';
import type { ClientContext, PrivateState, ValidateContext } from './context';

/** Validation of a resource: the configuration may hold unknown values anywhere. No client exists yet. */
export interface ValidateResourceContext<B extends Body> extends ValidateContext {
  readonly config: UnknownConfigOf<B>;
}

/** What a plan hook sees. It has to be a pure function of these (plugin-protocol.md 9.3). */
export interface PlanContext<C, B extends Body> extends ClientContext<C> {
  readonly action: 'create' | 'update';
  readonly config: UnknownConfigOf<B>;
  /** Null when the resource is created (also for the create half of a replacement). */
  readonly prior: StateOf<B> | null;
  /** The planned values after defaults and modifiers. */
  readonly plan: PlanOf<B>;
  /** Names of top-level attributes and blocks whose planned value differs from the prior one. */
  readonly changed: ReadonlySet<string>;
  readonly privateState: PrivateState;
  /** Replaces the resource because of this attribute. Terraform ignores it where planned equals prior. */
  readonly requireReplace: (path: Path) => void;
}

/** What the hook for a planned destruction sees. Throwing refuses the destruction. */
export interface PlanDestroyContext<C, B extends Body> extends ClientContext<C> {
  readonly prior: StateOf<B>;
}

/** What create gets. */
export interface CreateContext<C, B extends Body> extends ClientContext<C> {
  /** The configuration, with write-only values. */
  readonly config: ConfigOf<B>;
  /** The planned values: return each known one unchanged. */
  readonly plan: PlannedOf<B>;
  readonly privateState: PrivateState;
  /**
   * Records what exists so far, over the planned values (unknown ones become null until given). If create
   * throws afterwards, this state is stored with the error and the resource is tainted, so nothing is
   * orphaned. Later calls add to earlier ones; `null` says that nothing exists any more.
   */
  readonly checkpoint: (known: PartialStateOf<B> | null) => void;
}

/** What read gets. */
export interface ReadContext<C, B extends Body> extends ClientContext<C> {
  /** The stored state; after an import only what `importState` gave. */
  readonly state: StateOf<B>;
  readonly privateState: PrivateState;
}

/** What update gets. */
export interface UpdateContext<C, B extends Body> extends ClientContext<C> {
  readonly config: ConfigOf<B>;
  readonly prior: StateOf<B>;
  readonly plan: PlannedOf<B>;
  /** Names of top-level attributes and blocks whose planned value differs from the prior one. */
  readonly changed: ReadonlySet<string>;
  readonly privateState: PrivateState;
  /** Records what has been changed so far, over the prior state; stored if update throws afterwards. */
  readonly checkpoint: (done: Partial<StateOf<B>>) => void;
}

/** What delete gets. Return once the object is gone; "already gone" is success. */
export interface DeleteContext<C, B extends Body> extends ClientContext<C> {
  readonly state: StateOf<B>;
  readonly privateState: PrivateState;
}

/** What import gets. */
export interface ImportContext<C> extends ClientContext<C> {
  /** The id given by the user. */
  readonly id: string;
  readonly privateState: PrivateState;
}

/** Steps of a state upgrade: from the version that is the key to the next one. */
export type StateUpgrades = Readonly<Record<number, (old: JsonObject) => JsonObject>>;

/**
 * A managed resource. `C` is the provider's client, `B` the schema's body. Handlers may throw: the SDK turns
 * it into a diagnostic and keeps what is known to exist.
 */
export interface ResourceDefinition<C, B extends Body> {
  /** Exists for the compiler only: checks that the provider's client fits. */
  readonly clientType?: (client: C) => void;
  readonly schema: Schema<B>;
  /** Checks across attributes. Must tolerate unknown values anywhere. */
  validate?(context: ValidateResourceContext<B>): void | Promise<void>;
  /** Adjusts the planned values: returns the top-level attributes that differ, or nothing. */
  plan?(context: PlanContext<C, B>): PlanChanges<B> | Promise<PlanChanges<B>>;
  /** Called for a planned destruction. May warn, or throw to refuse. */
  planDestroy?(context: PlanDestroyContext<C, B>): void | Promise<void>;
  /** Makes the object. Returns the full state. */
  create(context: CreateContext<C, B>): Promise<StateOf<B>>;
  /** Reads the object. Null when it is gone; throw for anything that does not prove it. */
  read(context: ReadContext<C, B>): Promise<StateOf<B> | null>;
  /** Changes the object in place. Without it every change of an argument replaces the resource. */
  update?(context: UpdateContext<C, B>): Promise<StateOf<B>>;
  /** Removes the object. */
  delete(context: DeleteContext<C, B>): Promise<void>;
  /** From an id to what `read` needs; members that are left out become null, blocks empty. */
  importState?(context: ImportContext<C>): Promise<PartialStateOf<B>>;
  /** How older stored forms become the current one, one step a version. */
  readonly upgradeState?: StateUpgrades;
}

/** Top-level attributes that a plan hook changes, or nothing. */
export type PlanChanges<B extends Body> = Partial<PlanOf<B>> | undefined;

/** A resource whose types the server no longer needs. Made by {@link defineResource} only. */
export interface AnyResource<C> {
  /** Exists for the compiler only: checks that the provider's client fits. */
  readonly clientType?: (client: C) => void;
  readonly schema: Schema;
  validate?(context: never): void | Promise<void>;
  plan?(context: never): object | undefined | Promise<object | undefined>;
  planDestroy?(context: never): void | Promise<void>;
  create(context: never): Promise<object>;
  read(context: never): Promise<object | null>;
  update?(context: never): Promise<object>;
  delete(context: never): Promise<void>;
  importState?(context: ImportContext<C>): Promise<object>;
  readonly upgradeState?: StateUpgrades;
}

/**
 * Declares a resource; the handlers' types follow from the schema:
 * `defineResource<Client>()({ schema, create: async ({ plan, client }) => … })`.
 */
export function defineResource<C>(): <B extends Body>(
  definition: ResourceDefinition<C, B>,
) => ResourceDefinition<C, B> {
  return (definition) => definition;
}
