/** One thing whose speed is of interest. */
export interface BenchTask {
  readonly name: string;
  readonly run: () => unknown;
  /** Median that is good, ms; left out where nothing was promised. */
  readonly goalMs?: number;
}

/** Tasks that share what they work on. */
export interface BenchSuite {
  readonly tasks: readonly BenchTask[];
  /** Ends what the suite started. */
  readonly close?: () => Promise<void>;
}

/** Prepares a suite. */
export type SuiteFactory = () => Promise<BenchSuite> | BenchSuite;
