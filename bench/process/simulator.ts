import { spawn } from 'node:child_process';
import path from 'node:path';

const COMMAND = path.resolve(__dirname, '../../bin/vast-gpu.cjs');
/** Of the key that the simulator expects by default. */
const API_KEY = 'sim-key';

/** One line of the simulator's journal. */
export interface JournalLine {
  readonly kind: string;
  readonly endpoint?: string | null;
  readonly status?: number | null;
  /** Milliseconds of the simulator's clock. */
  readonly at: number;
  readonly sequence: number;
}

/** A simulator in a process of its own. */
export interface SimulatorProcess {
  /** What a provider needs to know of it. */
  readonly env: Readonly<Record<string, string>>;
  /** Every request since a place of the journal. */
  requests(after: number): Promise<readonly JournalLine[]>;
  /** The present place of the journal. */
  place(): Promise<number>;
  /** One action of the control interface. */
  act(name: string, body: object): Promise<void>;
  /** Offers on the market, cheapest first. */
  offers(amount: number): Promise<readonly { id: number; machineId: number; pricePerHour: number }[]>;
  close(): Promise<void>;
}

/** Starts the command `simulate` with these options and waits for its address. */
export async function startSimulatorProcess(options: readonly string[]): Promise<SimulatorProcess> {
  const child = spawn(
    process.execPath,
    [COMMAND, 'simulate', '--control', '--credit', '100000', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const stop = (): void => void child.kill('SIGINT');
  // However the bench ends, its simulator ends with it.
  process.once('exit', stop);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /VAST_API_URL=(http:\/\/[\d.:]+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`the simulator has ended: ${said}`)));
  });
  const json = async (route: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}${route}`, {
      ...init,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    });
    if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  return {
    env: { VAST_API_URL: url, VAST_API_KEY: API_KEY, VAST_CONNECT_PROXY: url },
    requests: async (after) => {
      const lines: JournalLine[] = [];
      for (let from = after; ;) {
        const { entries } = await json(`/_sim/journal?after=${from}&limit=1000`);
        const page = entries as readonly JournalLine[];
        lines.push(...page.filter(({ kind }) => kind === 'request'));
        const last = page.at(-1);
        if (last === undefined) return lines;
        from = last.sequence;
      }
    },
    place: async () => {
      const { entries } = await json('/_sim/journal?limit=1');
      return (entries as readonly JournalLine[]).at(-1)?.sequence ?? -1;
    },
    act: async (name, body) => {
      await json(`/_sim/${name}`, { method: 'POST', body: JSON.stringify(body) });
    },
    offers: async (amount) => {
      const query = { limit: amount, order: [['dph_total', 'asc']], allocated_storage: 50 };
      const { offers } = await json('/api/v0/bundles/', { method: 'POST', body: JSON.stringify(query) });
      return (offers as readonly { id: number; machine_id: number; dph_total: number }[]).map((offer) => ({
        id: offer.id,
        machineId: offer.machine_id,
        pricePerHour: offer.dph_total,
      }));
    },
    close: async () => {
      process.off('exit', stop);
      stop();
      await ended;
    },
  };
}

/** Divides the time limits of renting on a {@link startQuickSimulator}; more would be too hasty for a hundred. */
export const RENT_SCALE = '20';

/** A simulator whose containers run at once, without rate limits, in real time. @param market path of a market file. */
export async function startQuickSimulator(market: string): Promise<SimulatorProcess> {
  const simulator = await startSimulatorProcess(['--market', market, '--rate-limits', 'off']);
  await simulator.act('knobs', { bootMs: [0, 0], reportMs: [0, 0], schedulerMs: [0, 0] });
  return simulator;
}

/** A market of single GPUs that every requirement here accepts, as a market file. */
export function marketOf(amount: number): string {
  const machines = Array.from({ length: amount }, (_, index) => ({
    gpuName: 'RTX 3060',
    pricePerGpuHour: 0.1 + index / 10_000,
  }));
  return JSON.stringify({ machines });
}
