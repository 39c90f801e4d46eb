import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../src/simulator';
import { type Output, prepare, runPython, VASTAI_VERSION } from './python';

const environment = prepare();
if ('reason' in environment) {
  process.stdout.write(`interop with vastai ${VASTAI_VERSION} skipped: ${environment.reason}\n`);
}

/** Interpreter of the environment with the vendor's client; empty when there is none. */
export const python = 'python' in environment ? environment.python : '';

/** `describe`, or a skip with the reason printed above. */
export const describeIf = 'python' in environment ? describe : describe.skip;

/** Python that runs the command line; its module registers no commands when it is run with `-m`. */
export const ENTRY = 'import sys; from vastai.cli.main import main; sys.exit(main())';

/** A simulator and a home folder of its own for the vendor's client. */
export class Session {
  private constructor(
    readonly simulator: Simulator,
    readonly home: string,
  ) {}

  /** Starts both. */
  static async open(): Promise<Session> {
    const simulator = await startSimulator({ clock: { mode: 'manual' }, rateLimits: 'off' });
    return new Session(simulator, mkdtempSync(join(tmpdir(), 'simulator-interop-')));
  }

  /** Ends both; fails when the client did something that the real server may not survive. */
  async close(): Promise<void> {
    await this.simulator.close();
    rmSync(this.home, { recursive: true, force: true });
    this.simulator.assertNoViolations();
  }

  /** Environment of the client. */
  variables(): Record<string, string> {
    const folder = (name: string): string => {
      const path = join(this.home, name);
      mkdirSync(path, { recursive: true });
      return path;
    };
    return {
      HOME: this.home,
      VAST_URL: this.simulator.url,
      VAST_API_KEY: this.simulator.apiKey,
      VASTAI_NO_UPDATE_CHECK: '1',
      XDG_CONFIG_HOME: folder('config'),
      XDG_CACHE_HOME: folder('cache'),
      XDG_STATE_HOME: folder('state'),
    };
  }

  /** One command line of the official client. */
  vastai(...args: string[]): Promise<Output> {
    return runPython(python, ['-c', ENTRY, ...args], this.variables());
  }

  /** A piece of Python with `sdk` (the high-level client) and `sync` (the typed one) in reach; prints one JSON value. */
  async sdk(code: string): Promise<unknown> {
    const { apiKey, url } = this.simulator;
    const lines = [
      'import json',
      'from vastai import VastAI',
      'from vastai.sync.client import SyncClient',
      `sdk = VastAI(api_key=${JSON.stringify(apiKey)}, server_url=${JSON.stringify(url)})`,
      `sync = SyncClient(api_key=${JSON.stringify(apiKey)}, vast_server=${JSON.stringify(url)})`,
      code,
    ];
    const {
      code: status,
      stdout,
      stderr,
    } = await runPython(python, ['-c', lines.join('\n')], this.variables());
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown;
  }

  /** Number of an RTX 3060 on the market that is there under every seed. */
  offer(): number {
    const found = this.simulator.world
      .offers()
      .find(
        (entry) => entry.gpuName === 'RTX 3060' && entry.numGpus === 1 && entry.geolocation === 'Texas, US',
      );
    if (!found) throw new Error('no offer of an RTX 3060 in Texas');
    return found.id;
  }

  /** Rents by the command line and lets the boot pass; returns the instance's number. */
  async rent(...more: string[]): Promise<number> {
    const args = [
      'create',
      'instance',
      String(this.offer()),
      '--image',
      'acme/worker:1',
      '--disk',
      '20',
      '--raw',
      ...more,
    ];
    const made = parsed(await this.vastai(...args)) as { new_contract: number };
    this.simulator.clock.advance(100_000);
    return made.new_contract;
  }
}

/** Output of a `--raw` command as JSON. */
export function parsed(output: Output): unknown {
  try {
    return JSON.parse(output.stdout) as unknown;
  } catch {
    const said = `${output.stdout.slice(0, 2_000)}\n${output.stderr.slice(0, 2_000)}`;
    throw new Error(`not JSON (exit ${output.code}):\n${said}`);
  }
}
