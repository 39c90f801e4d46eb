/**
 * `npm run bench [word]`: how fast the parts are on this machine; only suites and tasks whose name holds the word.
 * Nothing here is asserted: numbers depend on the machine and on what else it does.
 */
import { marketSuite } from './market';
import { selectionSuite } from './selection';
import type { BenchSuite, SuiteFactory } from './suite';

/** Add a suite here. */
const SUITES: Readonly<Record<string, SuiteFactory>> = {
  selection: selectionSuite,
  market: marketSuite,
};

async function measure(name: string, suite: BenchSuite, word: string): Promise<void> {
  // tinybench is an ES module, which this package can only import this way.
  const { Bench } = await import('tinybench');
  const bench = new Bench({ name, time: 1000, warmupTime: 250 });
  for (const task of suite.tasks.filter((each) => `${name} ${each.name}`.includes(word))) {
    bench.add(task.name, task.run);
  }
  if (bench.tasks.length === 0) return;
  await bench.run();
  console.log(`\n${name}`);
  console.table(
    bench.tasks.map((task) => {
      const { result } = task;
      if (!('latency' in result)) return { task: task.name, problem: result.state };
      const { mean, p50, p99 } = result.latency;
      const ms = (value: number): number => Number(value.toPrecision(3));
      return {
        task: task.name,
        'mean ms': ms(mean),
        'median ms': ms(p50),
        'p99 ms': ms(p99),
        runs: task.runs,
      };
    }),
  );
}

async function main(word: string): Promise<void> {
  for (const [name, prepare] of Object.entries(SUITES)) {
    const suite = await prepare();
    try {
      await measure(name, suite, word);
    } finally {
      await suite.close?.();
    }
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
