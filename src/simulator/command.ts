import { parseScript, type Script } from './vast/control/script';
import { RATE_LIMIT_MODES, type RateLimitMode } from './vast/http/rate-limit';
import type { JournalEntry } from './vast/journal';
import { parseMarket, renderMarket } from './vast/market/file';
import { generateMarket } from './vast/market/generate';
import { createRandom } from './vast/random';
import type { ClockOptions } from './vast/clock';
import { type SimulatorOptions, startSimulator } from './vast/simulator';
import type { MachineSpec } from './vast/world/spec';

/** Options of `vast-gpu simulate`, as they stand on the command line. */
export interface SimulateFlags {
  /** Default 0: a free port. */
  readonly port?: string;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default `vast`. */
  readonly seed?: string;
  /** Path of a market file (JSON). Default: generated from the seed. */
  readonly market?: string;
  /** Path of a faults file (YAML). */
  readonly faults?: string;
  /** `real`, `scaled` or `off`. Default `real`. */
  readonly rateLimits?: string;
  /** `real`, `manual`, `manual:MS` (ms per request) or `scaled:FACTOR`. Default `real`. */
  readonly clock?: string;
  /** Key that clients use. Default `sim-key`. */
  readonly apiKey?: string;
  /** Credit of the account, USD. Default 100. */
  readonly credit?: string;
  /** Serves `/_sim/`. Default `false`. */
  readonly control?: boolean;
  /** Prints every request. Default `false`. */
  readonly verbose?: boolean;
  /** Prints the market as a market file and ends. Default `false`. */
  readonly printMarket?: boolean;
}

/** What the command works with; handed in, so that tests need no process. */
export interface SimulateIo {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly readFile: (path: string) => string;
  /** Ends the command. */
  readonly signal: AbortSignal;
}

/** A flag that cannot be understood. */
export class SimulateFlagError extends Error {
  constructor(flag: string, value: string, right: string) {
    super(`${flag} ${JSON.stringify(value)} is not usable: give ${right}`);
    this.name = 'SimulateFlagError';
  }
}

function readNumber(flag: string, value: string, right: string, accept: (number: number) => boolean): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || !accept(number)) throw new SimulateFlagError(flag, value, right);
  return number;
}

/** Reads `--clock`. Throws SimulateFlagError. */
export function readClock(text: string): ClockOptions {
  const [mode = '', amount] = text.split(':');
  if (mode === 'real' && amount === undefined) return { mode };
  if (mode === 'manual') {
    if (amount === undefined) return { mode };
    return {
      mode,
      tickMsPerRequest: readNumber('--clock', amount, 'manual:MS with MS of 0 or more', (ms) => ms >= 0),
    };
  }
  if (mode === 'scaled') {
    return {
      mode,
      factor: readNumber('--clock', amount ?? '', 'scaled:FACTOR, for example scaled:100', (f) => f > 0),
    };
  }
  throw new SimulateFlagError('--clock', text, 'real, manual, manual:MS or scaled:FACTOR');
}

function readRateLimits(text: string): RateLimitMode {
  const mode = RATE_LIMIT_MODES.find((each) => each === text);
  if (mode !== undefined) return mode;
  throw new SimulateFlagError('--rate-limits', text, 'real, scaled or off');
}

function load<T>(io: SimulateIo, flag: string, path: string, parse: (text: string) => T): T {
  let text: string;
  try {
    text = io.readFile(path);
  } catch (error) {
    throw new Error(
      `${flag} ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
  return parse(text);
}

function marketOf(flags: SimulateFlags, io: SimulateIo): readonly MachineSpec[] | undefined {
  const { market } = flags;
  if (market === undefined) return undefined;
  const random = createRandom(flags.seed ?? 'vast').fork('market-file');
  return load(io, '--market', market, (text) => parseMarket(text, market, random));
}

function scriptOf(flags: SimulateFlags, io: SimulateIo): Script | undefined {
  const { faults } = flags;
  return faults === undefined ? undefined : load(io, '--faults', faults, (text) => parseScript(text, faults));
}

function optionsOf(flags: SimulateFlags, io: SimulateIo): SimulatorOptions {
  const market = marketOf(flags, io);
  const script = scriptOf(flags, io);
  const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;
  const credit =
    flags.credit === undefined ? 100 : readNumber('--credit', flags.credit, 'an amount in USD', () => true);
  const log = (entry: JournalEntry): void => {
    if (entry.kind === 'request') io.write(`${entry.method} ${entry.path} ${entry.status || 'cut'}\n`);
  };
  return {
    seed: flags.seed ?? 'vast',
    port: flags.port === undefined ? 0 : readNumber('--port', flags.port, 'a number from 0 to 65535', isPort),
    host: flags.host ?? '127.0.0.1',
    clock: readClock(flags.clock ?? 'real'),
    rateLimits: readRateLimits(flags.rateLimits ?? 'real'),
    accounts: [{ apiKey: flags.apiKey ?? 'sim-key', credit }],
    controlInterface: flags.control ?? false,
    ...(market === undefined ? {} : { market }),
    ...(script === undefined ? {} : { script }),
    ...(flags.verbose === true ? { log } : {}),
  };
}

function greeting(url: string, apiKey: string, options: SimulatorOptions, offers: number): string {
  const clock = options.clock ?? { mode: 'real' };
  const lines = [
    `Vast.ai simulator on ${url} (seed ${options.seed ?? 'vast'}, ${offers} offers, ${clock.mode} clock, rate limits ${options.rateLimits ?? 'real'})`,
    '',
    'Point clients at it:',
    `  export VAST_API_URL=${url} VAST_API_KEY=${apiKey} VAST_CONNECT_PROXY=${url}`,
    ...(clock.mode === 'scaled' ? [`  export VAST_TIME_SCALE=${clock.factor}`] : []),
    `  VAST_URL=${url} vastai --api-key ${apiKey} search offers 'gpu_name=RTX_3060'    # the official client`,
    `  curl -s ${url}/api/v0/bundles/ -H 'Content-Type: application/json' -d '{"gpu_name":{"eq":"RTX 3060"}}'`,
    `  curl -p -x ${url} http://ADDRESS:PORT/    # a service of a running rental`,
    ...(options.controlInterface === true ? ['', `Status page and control interface: ${url}/_sim/`] : []),
    '',
    'Ctrl-C ends it.',
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * `vast-gpu simulate`: serves until the signal comes. Resolves with the exit code: 0 after a normal end, 1 when it could
 * not listen or a file was bad, 2 for a flag that makes no sense. Nothing is left behind.
 */
export async function simulate(flags: SimulateFlags, io: SimulateIo): Promise<number> {
  try {
    const options = optionsOf(flags, io);
    if (flags.printMarket === true) {
      const random = createRandom(options.seed ?? 'vast');
      io.write(renderMarket(options.market ?? generateMarket(random.fork('market'))));
      return 0;
    }
    const simulator = await startSimulator(options);
    io.write(greeting(simulator.url, simulator.apiKey, options, simulator.world.offers().length));
    await ended(io.signal);
    const { spent } = simulator.world.money();
    const rentals = simulator.world.rentals().length;
    await simulator.close();
    io.write(
      `Stopped: ${rentals} rental${rentals === 1 ? '' : 's'} left, $${spent.toFixed(4)} spent in virtual money.\n`,
    );
    return 0;
  } catch (error) {
    io.writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof SimulateFlagError ? 2 : 1;
  }
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
