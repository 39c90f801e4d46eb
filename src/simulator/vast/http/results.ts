import type { Random } from '../random';

interface Result {
  readonly text: string;
  polls: number;
}

/** Texts behind `result_url`s: they appear only after a few polls, as uploads to an object store do (vast-api.md 5.5). */
export class ResultStore {
  private readonly results = new Map<string, Result>();

  constructor(
    private readonly random: Random,
    private readonly limit = 1_000,
  ) {}

  /** Keeps a text; returns its path on the simulator. The oldest fall out beyond the limit. */
  put(folder: string, text: string): string {
    const path = `/${folder}/${this.random.hex(32)}.log`;
    this.results.set(path, { text, polls: 0 });
    if (this.results.size > this.limit) {
      const oldest = this.results.keys().next().value;
      if (oldest !== undefined) this.results.delete(oldest);
    }
    return path;
  }

  /** The text, `'pending'` while fewer than `polls` requests came for it, or `null` when there is none. */
  take(path: string, polls: number): { readonly text: string } | 'pending' | null {
    const result = this.results.get(path);
    if (!result) return null;
    if (result.polls < polls) {
      result.polls++;
      return 'pending';
    }
    return { text: result.text };
  }
}
