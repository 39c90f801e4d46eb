/** What `terraform show -json` says of one resource in a saved plan. */
export interface ResourceChange {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Attributes that are not known before the apply. */
  readonly unknown: Readonly<Record<string, unknown>>;
  /** The attributes that made a replacement necessary, as `requirements` or `services.0.port`. */
  readonly replacePaths: readonly string[];
}

/** A resource or data source with its values, and outputs, as a plan knows them. */
export interface SavedPlan {
  readonly changes: readonly ResourceChange[];
  /** Values of the data sources that were read while planning, by address. */
  readonly data: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Planned outputs by name; undefined while not known. */
  readonly outputs: ReadonlyMap<string, unknown>;
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>> | boolean;
      readonly replace_paths?: readonly (readonly (string | number)[])[];
    };
  }[];
  readonly planned_values?: { readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>> };
  readonly prior_state?: {
    readonly values?: {
      readonly root_module: {
        readonly resources?: readonly {
          readonly address: string;
          readonly mode: string;
          readonly values: Readonly<Record<string, unknown>>;
        }[];
      };
    };
  };
}

/** Reads the JSON form of a saved plan. */
export function parsePlan(text: string): SavedPlan {
  const json = JSON.parse(text) as PlanJson;
  const prior = json.prior_state?.values?.root_module.resources ?? [];
  return {
    changes: (json.resource_changes ?? []).map(({ address, change }) => ({
      address,
      actions: change.actions,
      before: change.before,
      after: change.after,
      unknown: typeof change.after_unknown === 'boolean' ? {} : change.after_unknown,
      replacePaths: (change.replace_paths ?? []).map((steps) => steps.join('.')),
    })),
    data: new Map(
      prior.filter(({ mode }) => mode === 'data').map(({ address, values }) => [address, values]),
    ),
    outputs: new Map(
      Object.entries(json.planned_values?.outputs ?? {}).map(([name, { value }]) => [name, value]),
    ),
  };
}

/** Names of the top-level attributes that a change touches: another value, or one that is not known yet. */
export function touched({ before, after, unknown }: ResourceChange): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...names].filter(
    (name) => hasUnknown(unknown[name]) || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
  );
}

function hasUnknown(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasUnknown);
  return value === true;
}
