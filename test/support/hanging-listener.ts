import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** A loopback port whose machine never answers a dial, as behind a firewall that drops packets. */
export interface HangingListener {
  readonly port: number;
  close(): Promise<void>;
}

const BACKLOG = 1;

/** Listens, tells its port, and then never runs again, so that nothing is taken out of the accept queue. */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: ${BACKLOG} }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(workerData), 0, 0);
    server.close();
    process.exit(0);
  });
`;

/**
 * Starts one. The system completes handshakes on its own until the accept queue is full (one more than the backlog)
 * and drops every later one: that is the state this leaves behind.
 */
export async function startHangingListener(): Promise<HangingListener> {
  const gate = new SharedArrayBuffer(4);
  const worker = new Worker(WORKER, { eval: true, workerData: gate });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const queued: Socket[] = [];
  for (let place = 0; place <= BACKLOG; place += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => undefined);
    queued.push(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
  }
  return {
    port,
    close: async () => {
      for (const socket of queued) socket.destroy();
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      Atomics.store(new Int32Array(gate), 0, 1);
      Atomics.notify(new Int32Array(gate), 0);
      await ended;
    },
  };
}
