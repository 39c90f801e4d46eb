/** What a template says, to be changed or made (vast-api.md 5.8). What is left out stays as it is, or is empty. */
export interface TemplateFields {
  readonly name?: string | undefined;
  /** Image without its tag. */
  readonly image?: string | undefined;
  readonly tag?: string | undefined;
  /** Variables; on the wire they travel as docker flags with the ports. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container ports to publish, as `8001/tcp`. */
  readonly ports?: readonly string[] | undefined;
  readonly onstart?: string | undefined;
  readonly args?: string | undefined;
  readonly runtype?: 'ssh' | 'jupyter' | 'args' | undefined;
  readonly sshDirect?: boolean | undefined;
  readonly jupyterDirect?: boolean | undefined;
  readonly recommendedDiskGb?: number | undefined;
  readonly description?: string | undefined;
  readonly readme?: string | undefined;
  readonly private?: boolean | undefined;
}

/** A template as the platform reports it. */
export interface Template extends TemplateFields {
  /** Stays the same for life. */
  readonly id: number;
  /** Hash of the content: changes with every edit. This is what an instance is created from. */
  readonly hashId: string;
}
