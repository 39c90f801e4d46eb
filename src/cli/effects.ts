import { setTimeout as sleep } from 'node:timers/promises';

import type { Settings } from '../config';
import { createConnector, createLatencyProber } from '../market';
import type { Connector, MarketEffects, OfferSource, ProbeClock } from '../market';
import { type Clock, clockFor, createPacer, createVastClient, paceFile, type VastClient } from '../vast';
import type { AccountReads } from './orphans/account';
import { runTerraform, type RunTerraform } from './terraform';

/** What the commands reach outside for; tests hand in their own. */
export interface CliEffects {
  /** A client of the marketplace. */
  readonly createClient: (settings: Settings) => OfferSource;
  /** The reads of an account, and the clock that their waits follow. */
  readonly openAccount: (settings: Settings) => { readonly vast: AccountReads; readonly clock: Clock };
  /** Dials machines for the latency check. */
  readonly connect: (settings: Settings) => Connector;
  readonly probeClock: ProbeClock;
  /** The time of day. */
  readonly now: () => Date;
  /** Runs Terraform in the folder of a stack. */
  readonly runTerraform: RunTerraform;
}

function open({ apiKey, apiUrl, timeScale }: Settings): { readonly vast: VastClient; readonly clock: Clock } {
  const clock = clockFor(apiUrl, timeScale);
  // A plan may run beside the command: both keep the platform's intervals together.
  const store = paceFile({ apiUrl, apiKey, timeScale });
  return { clock, vast: createVastClient({ apiKey, apiUrl, clock, pacer: createPacer({ clock, store }) }) };
}

/** The real world. */
export const realEffects: CliEffects = {
  createClient: (settings) => open(settings).vast,
  openAccount: open,
  connect: ({ connectProxy, latencyCheck }) =>
    createConnector({
      proxy: connectProxy === undefined ? undefined : new URL(connectProxy),
      timeoutMs: latencyCheck.timeoutSeconds * 1000,
    }),
  probeClock: {
    now: () => performance.now(),
    sleep: async (ms, signal) => sleep(ms, undefined, { signal }),
  },
  now: () => new Date(),
  runTerraform,
};

/** What a search needs, from settings: machines are dialled only when the latency check allows it. (selection.md 5.6) */
export function marketEffects(settings: Settings, effects: CliEffects, signal: AbortSignal): MarketEffects {
  const { latencyCheck } = settings;
  return {
    client: effects.createClient(settings),
    now: effects.now,
    signal,
    probe: latencyCheck.probe
      ? createLatencyProber({
          connect: effects.connect(settings),
          clock: effects.probeClock,
          attemptTimeoutMs: latencyCheck.timeoutSeconds * 1000,
          signal,
        })
      : undefined,
  };
}
