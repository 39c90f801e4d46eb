import type { Figures } from './figures';
import type { BenchSuite } from './suite';

/** Measures functions with tinybench; only tasks whose name holds the word. */
export async function measureFunctions(
  name: string,
  suite: BenchSuite,
  word: string,
  figures: Figures,
): Promise<void> {
  // tinybench is an ES module, which this package can only import this way.
  const { Bench } = await import('tinybench');
  const bench = new Bench({ name, time: 1000, warmupTime: 250 });
  for (const task of suite.tasks.filter((each) => `${name} ${each.name}`.includes(word))) {
    bench.add(task.name, task.run);
  }
  if (bench.tasks.length === 0) return;
  await bench.run();
  for (const task of bench.tasks) {
    const { result } = task;
    if (!('latency' in result)) throw new Error(`${task.name} ended as ${result.state}`);
    const { p50, p99 } = result.latency;
    const goal = suite.tasks.find((each) => each.name === task.name)?.goalMs;
    figures.add({
      name: task.name,
      value: Number(p50.toPrecision(3)),
      unit: 'ms',
      ...(goal === undefined ? {} : { goal }),
      note: `99 of 100 below ${p99.toPrecision(3)} ms`,
    });
  }
}
