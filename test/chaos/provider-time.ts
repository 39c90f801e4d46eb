/*
 * The provider's time in its chaos build: the simulator's virtual clock. Every wait of the provider moves that clock to
 * where the wait ends, as soon as nothing else is going on in the process, so that no decision depends on how fast the
 * machine is: the same schedule sends the same requests at the same virtual times. Loaded before anything else.
 */
import { subscribe } from 'node:diagnostics_channel';
import { openSync, readSync } from 'node:fs';
import { Agent, type ClientRequest, request } from 'node:http';
import { connect, Socket, type TcpNetConnectOpts } from 'node:net';

import { Sleepers } from '../support/sleepers';
import { CLOCK_FILE_VARIABLE, CLOCK_SYMBOL, type ProviderTime, SEED_VARIABLE } from './provider-seams';
import { Dice } from './random';

/** The event loop must come round so often without anything to do before time moves on. */
const QUIET_TURNS = 4;
/** How long to wait, real milliseconds, while a request, a dial or a file is under way. */
const BUSY_PAUSE_MS = 1;

/** Requests, dials and file operations that this process waits for. */
class Work {
  private readonly requests = new Set<ClientRequest>();
  private readonly sockets = new Set<Socket>();
  private pauses = 0;

  constructor(ownAgent: Agent, isExempt: () => boolean) {
    subscribe('http.client.request.start', (message) => {
      const { request } = message as { readonly request: ClientRequest };
      // The calls that move the clock are no work.
      if (Reflect.get(request, 'agent') === ownAgent) return;
      this.requests.add(request);
      request.once('close', () => this.requests.delete(request));
    });
    const { sockets } = this;
    const original = Reflect.get(Socket.prototype, 'connect') as (...args: unknown[]) => Socket;
    Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
      if (!isExempt()) {
        sockets.add(this);
        // A connection that its agent keeps for the next request is no work; every other open one is.
        for (const end of ['free', 'close']) this.once(end, () => sockets.delete(this));
      }
      return original.apply(this, args);
    };
  }

  /** Something else is under way, until what this returns is called. */
  begin(): () => void {
    this.pauses += 1;
    return () => {
      this.pauses -= 1;
    };
  }

  get underWay(): boolean {
    if (this.pauses > 0 || this.requests.size > 0 || this.sockets.size > 0) return true;
    return process.getActiveResourcesInfo().some((name) => /^(FSReq|FileHandle|CloseReq)/i.test(name));
  }
}

class SimulatorClock implements ProviderTime {
  private readonly sleepers = new Sleepers();
  private readonly work: Work;
  private readonly agent: Agent;
  private readonly buffer = Buffer.alloc(32);
  private watching = false;
  private quiet = 0;
  private ownConnection = false;

  constructor(
    private readonly file: number,
    private readonly api: URL,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
    this.work = new Work(this.agent, () => this.ownConnection);
    this.agent.createConnection = (options) => {
      this.ownConnection = true;
      try {
        return connect(options as TcpNetConnectOpts).unref();
      } finally {
        this.ownConnection = false;
      }
    };
  }

  /** The simulator writes its time into the file whenever it changes. */
  now(): number {
    const length = readSync(this.file, this.buffer, 0, this.buffer.length, 0);
    return Number(this.buffer.toString('latin1', 0, length));
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const woken = this.sleepers.add(this.now() + Math.max(0, ms), signal);
    this.quiet = 0;
    if (!this.watching) {
      this.watching = true;
      setImmediate(this.look);
    }
    return woken;
  }

  async pause(ms: number): Promise<void> {
    const done = this.work.begin();
    await new Promise((resolve) => setTimeout(resolve, ms));
    done();
  }

  private readonly look = (): void => {
    const { firstAt } = this.sleepers;
    if (firstAt === undefined) {
      this.watching = false;
      return;
    }
    if (this.work.underWay) {
      this.quiet = 0;
      setTimeout(this.look, BUSY_PAUSE_MS);
      return;
    }
    this.quiet += 1;
    if (this.quiet < QUIET_TURNS) {
      setImmediate(this.look);
      return;
    }
    this.quiet = 0;
    this.advance(Math.max(0, firstAt - this.now()), () => {
      const now = this.now();
      while ((this.sleepers.firstAt ?? Infinity) <= now) this.sleepers.wakeFirst();
      setImmediate(this.look);
    });
  };

  private advance(ms: number, done: () => void): void {
    const body = JSON.stringify({ ms });
    const call = request(
      {
        agent: this.agent,
        host: this.api.hostname,
        port: this.api.port,
        method: 'POST',
        path: '/_sim/advance',
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.once('end', done);
      },
    );
    // Without a simulator there is no time: the process is about to be ended.
    call.once('error', () => undefined);
    call.end(body);
  }
}

function install(): void {
  const file = process.env[CLOCK_FILE_VARIABLE];
  const api = process.env['VAST_API_URL'];
  // Terraform also starts the provider for schemas and validation, where nothing waits.
  if (file === undefined || api === undefined) return;
  Reflect.set(globalThis, Symbol.for(CLOCK_SYMBOL), new SimulatorClock(openSync(file, 'r'), new URL(api)));
  const dice = new Dice(Number(process.env[SEED_VARIABLE] ?? 0));
  // Random pauses between retries decide when a request is sent.
  Math.random = () => dice.next();
}

install();
