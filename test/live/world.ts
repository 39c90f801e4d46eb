import { loadSettings, type Settings } from '../../src/config';
import { type Connector, createConnector } from '../../src/market';
import {
  type Clock,
  clockFor,
  createPacer,
  createVastClient,
  httpSend,
  paceFile,
  type Send,
  type VastClient,
} from '../../src/vast';
import { LiveFailure } from './failure';
import { AnswerRecorder } from './recorder';

/** What the checks work with. */
export interface LiveTools {
  readonly settings: Settings;
  readonly vast: VastClient;
  /** What the platform really sent. */
  readonly recorder: AnswerRecorder;
  readonly clock: Clock;
  readonly connector: Connector;
  readonly now: () => Date;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Prints one line. */
  readonly say: (line: string) => void;
  /** Prints what the platform did otherwise than we know it; no failure. */
  readonly finding: (line: string) => void;
}

/** Time and network of somebody else. */
export interface Outside extends Clock {
  /** Sends like `send`. */
  sending(send: Send): Send;
  /** Dials like `connector`. */
  dialling(connector: Connector): Connector;
}

/** Where the settings come from and the output goes. */
export interface LiveIo {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The folder of config.env. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
  /** Default: the machine's own, hurried by VAST_TIME_SCALE. */
  readonly outside?: Outside;
}

/**
 * The client of the product itself, with a recorder below it.
 * @throws LiveFailure without a key, ConfigError for bad settings
 */
export function openTools(
  { env, cwd, signal, print, outside }: LiveIo,
  now: () => Date,
): { readonly tools: LiveTools; readonly findings: readonly string[] } {
  const { settings } = loadSettings({ env, cwd, now });
  const { apiKey, apiUrl, connectProxy, timeScale } = settings;
  if (apiKey === undefined) {
    throw new LiveFailure(
      'no API key is set, so there is nothing to test against: set VAST_API_KEY in the environment or in config.env (a read-only key is enough without --rent)',
    );
  }
  const clock = outside ?? clockFor(apiUrl, timeScale);
  const send = httpSend(new URL(apiUrl).protocol);
  const recorder = new AnswerRecorder();
  const findings: string[] = [];
  const vast = createVastClient({
    apiKey,
    apiUrl,
    clock,
    // Beside a plan or another run, the platform's intervals are kept together.
    pacer: createPacer({ clock, store: paceFile({ apiUrl, apiKey, timeScale }) }),
    send: recorder.over(outside?.sending(send) ?? send),
  });
  const connector = createConnector({
    proxy: connectProxy === undefined ? undefined : new URL(connectProxy),
    timeoutMs: 10_000,
  });
  return {
    findings,
    tools: {
      settings,
      vast,
      recorder,
      clock,
      connector: outside?.dialling(connector) ?? connector,
      now,
      signal,
      say: (line) => print(`${line}\n`),
      finding: (line) => {
        findings.push(line);
        print(`  finding: ${line}\n`);
      },
    },
  };
}
