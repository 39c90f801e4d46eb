/** One setting that cannot be used. */
export interface ConfigProblem {
  /** The key as the user wrote it, such as `VAST_GPU_TYPE` or `selection.weights.price`. */
  readonly key: string;
  /** What would be right. */
  readonly message: string;
  /** The value, fit for printing; absent for secrets and for things that have none. */
  readonly value?: string | undefined;
  /** `config.env`, `environment`, or a file with line and column. */
  readonly where?: string | undefined;
}

function line({ key, value, where, message }: ConfigProblem): string {
  const place = where === undefined ? '' : ` (${where})`;
  return `  - ${key}${value === undefined ? '' : `='${value}'`}${place}: ${message}`;
}

/** The configuration cannot be used. Lists every bad setting at once, never the API key. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? '1 setting is wrong' : `${problems.length} settings are wrong`;
    super([`${count}:`, ...problems.map(line)].join('\n'));
  }
}
