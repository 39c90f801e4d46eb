/** One measured number, and what it should be. */
export interface Figure {
  readonly suite: string;
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'x' | 'MB' | 'calls' | 'answers' | 'errors';
  /** The largest value that is good; undefined where nothing was promised. */
  readonly goal?: number;
  /** What the number was made of. */
  readonly note?: string;
}

/** Collects the figures of a run. */
export class Figures {
  readonly all: Figure[] = [];

  constructor(
    private readonly suite: string,
    private readonly print: (text: string) => void,
  ) {}

  /** Takes a figure and shows it at once: a run takes minutes. */
  add(figure: Omit<Figure, 'suite'>): void {
    const whole = { suite: this.suite, ...figure };
    this.all.push(whole);
    this.print(`${line(whole)}\n`);
  }
}

/** True unless a goal was missed. */
export function isMet({ value, goal }: Figure): boolean {
  return goal === undefined || value <= goal;
}

function line(figure: Figure): string {
  const { suite, name, value, unit, goal, note } = figure;
  const verdict = goal === undefined ? '' : `${isMet(figure) ? 'met   ' : 'MISSED'} (goal ${goal} ${unit})`;
  const number = value.toFixed(unit === 'x' ? 3 : value < 100 && !Number.isInteger(value) ? 2 : 0);
  return `${suite.padEnd(10)} ${name.padEnd(58)} ${number.padStart(9)} ${unit.padEnd(8)}${verdict}${note === undefined ? '' : `  ${note}`}`;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

/**
 * Measures several things in turns, A B A B, so that whatever else the machine does slows all of them down alike. One
 * unmeasured turn comes first.
 * @returns the medians, in the order given.
 */
export async function inTurns(
  turns: number,
  measures: readonly (() => Promise<number>)[],
): Promise<readonly number[]> {
  const values = measures.map((): number[] => []);
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [index, measure] of measures.entries()) {
      const value = await measure();
      if (turn > 0) values[index]?.push(value);
    }
  }
  return values.map(median);
}
