import type { Attributes } from './attribute';
import { checkSchema } from './check-schema';

/** How nested blocks are arranged. New schemas use nested attributes; blocks are for parity with old ones. */
export type BlockNesting = 'single' | 'list' | 'set';

/** Attributes and nested blocks of one level. */
export interface Body {
  readonly attributes: Attributes;
  readonly blocks: Blocks;
}

/** A body that remembers its members. */
export interface BodyOf<A extends Attributes, B extends Blocks> extends Body {
  readonly attributes: A;
  readonly blocks: B;
}

/** A nested block: `name { … }`. Never null except `single`, which is null when it is not written. */
export interface Block<
  N extends BlockNesting = BlockNesting,
  B extends Body = Body,
  R extends boolean = boolean,
> {
  readonly nesting: N;
  readonly body: B;
  /** Least number of blocks. For `single`: 1 when it has to be written, else 0. */
  readonly minItems: number;
  /** Greatest number of blocks, 0 for no limit. */
  readonly maxItems: number;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  /** Plan modifiers of the block as a whole: only those that require replacement apply. */
  readonly requiresReplace: boolean;
  /** Exists for the compiler only. */
  readonly requiredType?: R;
}

/** Blocks by name. */
export interface Blocks {
  readonly [name: string]: Block;
}

/** No blocks. */
export type NoBlocks = Readonly<Record<string, never>>;

/** What a body is declared with. */
export interface BodyOptions<A extends Attributes, B extends Blocks> {
  readonly attributes: A;
  /** None by default. */
  readonly blocks?: B;
}

/** What a block is declared with. */
export interface BlockOptions {
  readonly description?: string;
  readonly deprecated?: string;
  /** Any change inside replaces the resource. */
  readonly requiresReplace?: boolean;
}

/** Limits of a list or set block. */
export interface RepeatedBlockOptions extends BlockOptions {
  /** Least number of blocks, 0 by default. */
  readonly minItems?: number;
  /** Greatest number of blocks, 0 (the default) for no limit. */
  readonly maxItems?: number;
}

function body<A extends Attributes, B extends Blocks>(options: BodyOptions<A, B>): BodyOf<A, B> {
  // Without blocks B is inferred as NoBlocks, of which the empty object is the one value.
  return { attributes: options.attributes, blocks: options.blocks ?? ({} as B) };
}

function make<N extends BlockNesting, A extends Attributes, B extends Blocks, R extends boolean>(
  nesting: N,
  inner: BodyOptions<A, B>,
  options: BlockOptions,
  minItems: number,
  maxItems: number,
): Block<N, BodyOf<A, B>, R> {
  return {
    nesting,
    body: body(inner),
    minItems,
    maxItems,
    description: options.description,
    deprecated: options.deprecated,
    requiresReplace: options.requiresReplace ?? false,
  };
}

/** Builders of nested blocks. */
export const block = {
  /** One block or none; `required` makes it exactly one. */
  single: <A extends Attributes, B extends Blocks = NoBlocks, const R extends boolean = false>(
    inner: BodyOptions<A, B>,
    options: BlockOptions & { readonly required?: R } = {},
  ): Block<'single', BodyOf<A, B>, R> => {
    const count = options.required === true ? 1 : 0;
    return make<'single', A, B, R>('single', inner, options, count, count);
  },
  /** Blocks in order. */
  list: <A extends Attributes, B extends Blocks = NoBlocks>(
    inner: BodyOptions<A, B>,
    options: RepeatedBlockOptions = {},
  ): Block<'list', BodyOf<A, B>, false> =>
    make<'list', A, B, false>('list', inner, options, options.minItems ?? 0, options.maxItems ?? 0),
  /** Distinct blocks without order. */
  set: <A extends Attributes, B extends Blocks = NoBlocks>(
    inner: BodyOptions<A, B>,
    options: RepeatedBlockOptions = {},
  ): Block<'set', BodyOf<A, B>, false> =>
    make<'set', A, B, false>('set', inner, options, options.minItems ?? 0, options.maxItems ?? 0),
} as const;

/** Schema of a resource, data source or provider configuration. */
export interface Schema<B extends Body = Body> {
  /** Version of the stored form, 0 by default. */
  readonly version: number;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  readonly body: B;
}

/** What a schema is declared with. */
export interface SchemaOptions<A extends Attributes, B extends Blocks> extends BodyOptions<A, B> {
  readonly version?: number;
  /** Markdown. */
  readonly description?: string;
  readonly deprecated?: string;
}

/**
 * Declares a schema. The types of configuration, plan and state follow from it.
 * @throws SchemaError when it breaks a rule of plugin-protocol.md 7.1, with the path of the bad member.
 */
export function defineSchema<A extends Attributes, B extends Blocks = NoBlocks>(
  options: SchemaOptions<A, B>,
): Schema<BodyOf<A, B>> {
  const schema = {
    version: options.version ?? 0,
    description: options.description,
    deprecated: options.deprecated,
    body: body(options),
  };
  checkSchema(schema);
  return schema;
}
