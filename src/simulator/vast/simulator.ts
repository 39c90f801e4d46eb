import { type ClockOptions, createClock, type VirtualClock } from './clock';
import { Control } from './control/control';
import { type Script, ScriptPlayer } from './control/script';
import { controlDoor } from './control/door';
import { ConnectProxy } from './http/connect';
import { FaultDesk, type FaultSpec } from './http/faults';
import { RateLimiter, type RateLimitMode } from './http/rate-limit';
import { ResultStore } from './http/results';
import { ApiServer } from './http/server';
import type { RequestWatch } from './http/watch';
import { Journal, type JournalEntry } from './journal';
import { defaultKnobs, type Knobs } from './knobs';
import { generateMarket } from './market/generate';
import { createRandom } from './random';
import { endpoints } from './routes';
import { installLifecycle } from './world/lifecycle';
import type { MachineSpec } from './world/spec';
import type { Stage } from './stage';
import { type AccountSpec, World } from './world/world';
import { WorldView } from './world-view';

/** How to start a simulator. Everything is optional. */
export interface SimulatorOptions {
  /** Same seed, same calls, same clock: same world. Default `'vast'`. */
  readonly seed?: string | number;
  /** Default 0: a free port chosen by the system. */
  readonly port?: number;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string;
  /** Machines of the market. Default: some 350, generated from the seed. */
  readonly market?: readonly MachineSpec[];
  /** Renters. Default: one, named `me`, with `apiKey` and 100 USD. */
  readonly accounts?: readonly AccountSpec[];
  /** Key of the default account. Default `sim-key`. */
  readonly apiKey?: string;
  /** Default `{ mode: 'real' }`. */
  readonly clock?: ClockOptions;
  /** `real`: the documented intervals on the virtual clock; `scaled`: a hundredth of them; `off`. Default `real`. */
  readonly rateLimits?: RateLimitMode;
  /** Departures from the default behaviour. */
  readonly knobs?: Partial<Knobs>;
  /** Faults that wait from the start. */
  readonly faults?: readonly FaultSpec[];
  /** Knobs, faults and a sequence of events, as `parseScript` reads them from a faults file. */
  readonly script?: Script;
  /** Serves the control interface and the status page under `/_sim/`, to this machine only. Default `false`. */
  readonly controlInterface?: boolean;
  /** Called with every line of the journal as it is written. Default: none. */
  readonly log?: (entry: JournalEntry) => void;
  /** Told about every API request on its way; may hold it or cut its connection. Default: none. */
  readonly watch?: RequestWatch;
  /** Lines that the journal keeps. Default 20,000. */
  readonly journalLimit?: number;
}

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:PORT`: the API, and the HTTP CONNECT proxy to the rentals. */
  readonly url: string;
  readonly port: number;
  /** Key of the first account. */
  readonly apiKey: string;
  readonly clock: VirtualClock;
  /** What is, for assertions. */
  readonly world: WorldView;
  /** Changes the world behind the clients' back. */
  readonly control: Control;
  readonly journal: Journal;
  /** Requests that only a faulty client sends (a PUT without trailing slash), and defects of the simulator. */
  readonly violations: readonly string[];
  /** Throws an Error that lists the violations, if there are any. */
  assertNoViolations(): void;
  /** Begins anew: the world of the start (time goes on), no faults, an empty journal. */
  reset(): void;
  /** Stops listening, cuts all connections, and leaves nothing behind. */
  close(): Promise<void>;
}

function apiKeyOf(options: SimulatorOptions): string {
  return options.accounts?.[0]?.apiKey ?? options.apiKey ?? 'sim-key';
}

/** Builds the parts from the options: the same ones for the same seed, but for the time. */
function setStage(options: SimulatorOptions, clock: VirtualClock, journal: Journal): Stage {
  const random = createRandom(options.seed ?? 'vast');
  const world = new World({
    clock,
    journal,
    knobs: { ...defaultKnobs(clock.mode === 'manual'), ...options.script?.knobs, ...options.knobs },
    random,
    machines: options.market ?? generateMarket(random.fork('market')),
    accounts: options.accounts ?? [{ apiKey: apiKeyOf(options) }],
  });
  installLifecycle(world);
  const faults = new FaultDesk(random.fork('faults'));
  for (const fault of [...(options.script?.faults ?? []), ...(options.faults ?? [])]) faults.inject(fault);
  for (const [image, behaviour] of Object.entries(options.script?.images ?? {}))
    world.images.set(image, behaviour);
  for (const [port, behaviour] of Object.entries(options.script?.services ?? {}))
    world.services.set(port, behaviour);
  return {
    world,
    faults,
    limiter: new RateLimiter(options.rateLimits ?? 'real'),
    results: new ResultStore(random.fork('results')),
    player: null,
  };
}

/** Starts a simulator of the Vast.ai API in this process. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = createClock(options.clock ?? { mode: 'real' });
  const journal = new Journal(options.journalLimit, options.log);
  const stage = setStage(options, clock, journal);
  const violations: string[] = [];
  const onViolation = (text: string): void => {
    violations.push(text);
    stage.world.note('violation', {}, { text });
  };
  const control = new Control(stage);
  const view = new WorldView(stage);
  const target = { stage, control, reset: () => restart() };
  const play = (): void => {
    if (options.script) stage.player = new ScriptPlayer(options.script, target, onViolation);
  };
  const restart = (): void => {
    Object.assign(stage, setStage(options, clock, journal));
    violations.length = 0;
    journal.clear();
    play();
  };
  play();
  const api = new ApiServer({
    stage,
    endpoints,
    onViolation,
    sideDoors: options.controlInterface === true ? [controlDoor({ target, view, journal, violations })] : [],
    watch: options.watch ?? {},
    wallDelay: (virtualMs) => (clock.factor === 0 ? 0 : virtualMs / clock.factor),
  });
  const proxy = new ConnectProxy(stage);
  api.server.on('connect', (request, socket, head: Buffer) => proxy.handle(request, socket, head));
  const host = options.host ?? '127.0.0.1';
  const port = await api.listen(host, options.port ?? 0);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    apiKey: apiKeyOf(options),
    clock,
    world: view,
    control,
    journal,
    violations,
    assertNoViolations: () => {
      if (violations.length > 0) throw new Error(`the simulator was used wrongly:\n${violations.join('\n')}`);
    },
    reset: restart,
    close: async () => {
      proxy.close();
      await api.close();
    },
  };
}
