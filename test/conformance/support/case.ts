import type { AcceptanceWorld } from '../../support/acceptance-world';

/** HCL expressions by the argument they are given to, each on one line. */
export type Hcl = Readonly<Record<string, string>>;

/** HCL expressions to change; null takes the argument out. */
export type HclChange = Readonly<Record<string, string | null>>;

/** What a step left behind. */
export interface Observation {
  readonly world: AcceptanceWorld;
  /** The attributes in the state now. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The attributes before the step; empty after the create. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** One change of the configuration. The next one starts where it ended. */
export interface Change {
  /** The arguments that change, the one it is about first: all the others stay, and the plan must say so. */
  readonly set: HclChange;
  /** What must be seen on the platform, or in the state, once it is applied. */
  readonly seen?: (after: Observation) => void | Promise<void>;
}

/** A configuration that validation refuses. */
export interface Invalid {
  /** Over the base configuration. */
  readonly set: HclChange;
  /** Part of summary or detail. */
  readonly message: RegExp;
  /** The argument that Terraform must point at. */
  readonly at: string;
}

/** How a resource is imported. */
export interface ImportCase {
  /** Further arguments to leave out before the import: only an apply can record them. */
  readonly without: readonly string[];
  /** Exactly the attributes that the import cannot know, and leaves otherwise than they were. */
  readonly unknowable: readonly string[];
  /** Ids that are refused, with what is said. */
  readonly refused: Readonly<Record<string, RegExp>>;
}

/** All that is to be shown of one resource, from create to destroy. */
export interface ResourceCase {
  readonly type: string;
  /** What is special about it, where a type has several cases. */
  readonly variant?: string;
  /** Before anything: makes what the configuration refers to, and gives values to its variables (`TF_VAR_…` in `env`). */
  readonly prepare?: (world: AcceptanceWorld) => Promise<void>;
  /** Further configuration: what the resource refers to. */
  readonly support?: string;
  /** The configuration of the create. */
  readonly base: Hcl | ((world: AcceptanceWorld) => Hcl);
  /** After the create. */
  readonly created?: (after: Observation) => void | Promise<void>;
  /** Changes that keep the object: the plan updates, and `id` stays. */
  readonly inPlace: readonly Change[];
  /** Changes that have no effect by themselves, such as of arguments that serve creation: the plan is empty. */
  readonly unchanging: readonly Change[];
  /** Changes that make a new object: the plan replaces because of this argument, and the old object is gone. */
  readonly replacing: readonly Change[];
  /** Whether `id` follows an argument, and so may change in place. Default false. */
  readonly followsId?: boolean;
  /** Undefined for a resource that cannot be imported, which is shown too. */
  readonly import: ImportCase | undefined;
  readonly invalid: readonly Invalid[];
  /** Ids of the objects of this kind that exist on the platform. Undefined for a resource that has none there. */
  readonly objects: ((world: AcceptanceWorld) => readonly string[] | Promise<readonly string[]>) | undefined;
}
