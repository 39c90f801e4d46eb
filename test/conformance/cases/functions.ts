/** One call of a provider function. */
export interface FunctionCall {
  /** HCL of the arguments. */
  readonly arguments: string;
  readonly gives: unknown;
}

/** A call that is refused. */
export interface FunctionFailure {
  readonly arguments: string;
  readonly message: RegExp;
}

/** All that is to be shown of one provider function. */
export interface FunctionCase {
  readonly name: string;
  readonly calls: readonly FunctionCall[];
  readonly failures: readonly FunctionFailure[];
}

/** One case for each function of the provider. */
export const functionCases: readonly FunctionCase[] = [];
