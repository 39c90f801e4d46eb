/** Where the time of a run went, phase by phase. */
export class Stopwatch {
  readonly #phases: { readonly name: string; readonly ms: number }[] = [];

  /** @param now milliseconds of a clock that does not jump */
  constructor(private readonly now: () => number) {}

  /** Measures one phase; a phase that throws is recorded as well. */
  async measure<T>(name: string, phase: () => Promise<T>): Promise<T> {
    const started = this.now();
    try {
      return await phase();
    } finally {
      this.#phases.push({ name, ms: this.now() - started });
    }
  }

  /** One line a phase with its seconds, and the sum. */
  lines(): readonly string[] {
    const total = { name: 'total', ms: this.#phases.reduce((sum, phase) => sum + phase.ms, 0) };
    const width = Math.max(...[...this.#phases, total].map((phase) => phase.name.length));
    return [...this.#phases, total].map(
      (phase) => `${phase.name.padEnd(width)}  ${(phase.ms / 1000).toFixed(1).padStart(5)} s`,
    );
  }
}
