/** What the container of an existing instance shall be made from. What is left out stays as it is (vast-api.md 5.3). */
export interface InstanceUpdate {
  readonly image?: string | undefined;
  /** All variables, secret ones included: the platform replaces the whole set. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container ports that stay published, as `8001/tcp`: they travel with the variables. Needed with `env`. */
  readonly ports?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  /** Start-up script, or with runtype `args` the entrypoint; an empty text removes it. */
  readonly onstart?: string | undefined;
  readonly templateHashId?: string | undefined;
}
