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
export const functionCases: readonly FunctionCase[] = [
  {
    name: 'region',
    calls: [
      { arguments: '"California, US"', gives: 'US-CA' },
      { arguments: '"Ontario, CA"', gives: 'CA-ON' },
      { arguments: '"Frankfurt, DE"', gives: 'DE' },
      { arguments: '"US-CA"', gives: 'US-CA' },
      { arguments: '", US"', gives: 'US' },
      { arguments: '"?"', gives: '??' },
    ],
    failures: [
      { arguments: 'null', message: /argument must not be null/i },
      { arguments: '["a"]', message: /string required/i },
      { arguments: '', message: /Not enough function arguments/i },
    ],
  },
];
