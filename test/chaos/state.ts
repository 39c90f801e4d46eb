/** One instance of a `vastai_instance` in a Terraform state. */
export interface HeldRental {
  /** `vastai_instance.june`. */
  readonly address: string;
  /** Null when a create lost the platform's answer. */
  readonly id: number | null;
  readonly nonce: string | null;
  readonly tainted: boolean;
  /** Replaced already, and still to be destroyed. */
  readonly deposed: boolean;
}

interface StateFile {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly status?: string;
      readonly deposed?: string;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** The instances that a state file holds. Throws SyntaxError for a text that is no JSON. */
export function heldRentals(text: string | undefined): readonly HeldRental[] {
  if (text === undefined || text.trim() === '') return [];
  const { resources = [] } = JSON.parse(text) as StateFile;
  return resources
    .filter(({ mode, type }) => mode === 'managed' && type === 'vastai_instance')
    .flatMap(({ name, instances }) =>
      instances.map(({ status, deposed, attributes }) => ({
        address: `vastai_instance.${name}`,
        id: typeof attributes?.['id'] === 'string' ? Number(attributes['id']) : null,
        nonce: typeof attributes?.['nonce'] === 'string' ? attributes['nonce'] : null,
        tainted: status === 'tainted',
        deposed: deposed !== undefined,
      })),
    );
}
