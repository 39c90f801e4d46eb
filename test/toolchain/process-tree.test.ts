import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { descendantsOf, endProcessTree, parseProcessTable, processTable } from '../support/process-tree';

describe('parseProcessTable', () => {
  test('reads ids, parents and zombies, and skips other lines', () => {
    expect(parseProcessTable('  10     1 Ss\n  11    10 Z+\n\nnonsense\n')).toEqual([
      { pid: 10, parent: 1, zombie: false },
      { pid: 11, parent: 10, zombie: true },
    ]);
  });
});

describe('descendantsOf', () => {
  test('finds grandchildren and leaves strangers alone', () => {
    const row = (pid: number, parent: number) => ({ pid, parent, zombie: false });
    expect(descendantsOf(2, [row(2, 1), row(3, 2), row(4, 3), row(5, 1)])).toEqual([3, 4]);
  });
});

describe('endProcessTree', () => {
  test('ends a child that ignores SIGINT, and its child in a session of its own', async () => {
    const script = `
      process.on('SIGINT', () => {});
      const grandchild = require('child_process').spawn(process.execPath,
        ['-e', 'process.on("SIGINT", () => {}); process.on("SIGHUP", () => {}); setInterval(() => {}, 1000); console.log("up")'],
        { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
      grandchild.stdout.once('data', () => console.log(grandchild.pid));`;
    const child = spawn(process.execPath, ['-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    const grandchild = Number(text.toString());
    if (child.pid === undefined) throw new Error('the child did not start');

    await endProcessTree(child.pid, 0);

    const left = (await processTable()).filter((row) => !row.zombie).map((row) => row.pid);
    expect(left).not.toContain(child.pid);
    expect(left).not.toContain(grandchild);
  });
});
