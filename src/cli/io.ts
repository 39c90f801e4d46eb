/** What a subcommand may touch of the world outside. */
export interface CliIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The folder the command runs in: `config.env` and `offers.lock.json` are looked up here. */
  readonly cwd: string;
  /** Whether stdout is a terminal; colour only then. */
  readonly isTTY: boolean;
  /** Aborted on the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** An outcome other than success that is not a defect: its text goes to stderr, its code becomes the exit code. */
export class CliFailure extends Error {
  /**
   * @param exitCode 1 for an error, 3 for "nothing matches", 4 for rentals that no state knows.
   */
  constructor(
    message: string,
    readonly exitCode: 1 | 3 | 4 = 1,
  ) {
    super(message);
    this.name = 'CliFailure';
  }
}
