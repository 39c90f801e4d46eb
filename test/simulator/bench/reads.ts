/**
 * Reads per second of one simulator on one core, rate limits off: `npm run bench:simulator`.
 * Exits with 1 below the promised 1,000 a second.
 */
import { Agent, request } from 'node:http';
import { startSimulator } from '../../../src/simulator';

const PROMISE = 1_000;
const SECONDS = 5;
const AT_ONCE = 16;

async function main(): Promise<void> {
  const simulator = await startSimulator({
    rateLimits: 'off',
    clock: { mode: 'manual' },
    accounts: [{ apiKey: 'k', credit: 1e6 }],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const call = (method: string, path: string, body?: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        simulator.url + path,
        {
          method,
          agent,
          headers: { Authorization: 'Bearer k', ...(body ? { 'Content-Type': 'application/json' } : {}) },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve(text));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body ? JSON.stringify(body) : undefined);
    });
  const offers = simulator.world
    .offers()
    .filter((offer) => offer.numGpus === 1)
    .slice(0, 20);
  for (const offer of offers) await call('PUT', `/api/v0/asks/${offer.id}/`, { image: 'a/b:1' });
  simulator.clock.advance(100_000);
  const [first] = simulator.world.rentals();
  const measure = async (name: string, path: string): Promise<number> => {
    let done = 0;
    const end = Date.now() + SECONDS * 1_000;
    const worker = async (): Promise<void> => {
      while (Date.now() < end) {
        await call('GET', path);
        done++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const rate = done / SECONDS;
    process.stdout.write(`${name}: ${Math.round(rate)} requests/s\n`);
    return rate;
  };
  const single = await measure('single read', `/api/v0/instances/${first?.id ?? 0}/`);
  await measure('list of 20', '/api/v1/instances/');
  await measure('search of 64', '/api/v0/bundles/?q=%7B%7D');
  agent.destroy();
  await simulator.close();
  if (single < PROMISE) {
    process.stderr.write(`fewer than the promised ${PROMISE} reads a second\n`);
    process.exitCode = 1;
  }
}

void main();
