import type { Attempt } from '../../../src/provider/instance/attempts';
import type { RentalNote } from '../../../src/provider/instance/holdings';
import { rentInstance, type Rented } from '../../../src/provider/instance/rent';
import { GaveUp } from '../../../src/provider/instance/rent-failure';
import type { RentRequest } from '../../../src/provider/instance/rent-request';
import { defaultPreferences, defaultRequirements } from '../../../src/selection';
import type { DiagnosticInput, Logger } from '../../../src/tfplugin';
import { TransientError } from '../../../src/vast';
import type { FakeWorld } from '../../support/fake-account';

export const CLAIM = '0123456789ab';

/** A create of the default container with these offers pinned. */
export function request(offerIds: readonly number[], change: Partial<RentRequest> = {}): RentRequest {
  return {
    claim: CLAIM,
    claimIsConfigured: true,
    claimConflict: 'refuse',
    label: 'web',
    offers: offerIds.map((offerId) => ({
      offerId,
      machineId: offerId + 50_000,
      region: 'US-CA',
      pricePerHour: 0.25,
    })),
    onStale: 'research',
    requirements: defaultRequirements,
    preferences: defaultPreferences,
    image: 'acme/worker:1',
    env: { MODE: 'prod' },
    ports: ['8001/tcp'],
    runtype: 'args',
    args: [],
    templateHashId: undefined,
    imageLogin: undefined,
    sshPublicKeys: [],
    bid: null,
    onstart: null,
    power: 'running',
    maxAttempts: 5,
    reachability: 'tcp',
    createTimeoutMs: 600_000,
    ...change,
  };
}

const silent: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silent,
  enabled: () => false,
};

/** How a create ended, with everything that Terraform would know afterwards. */
export interface Outcome {
  readonly rented: Rented | undefined;
  readonly failure: GaveUp | undefined;
  readonly warnings: readonly DiagnosticInput[];
  /** What the state holds: on success the rental, else what `note` said last. */
  readonly state: RentalNote | null;
  /** Everything that `note` was told. */
  readonly notes: readonly (RentalNote | null)[];
}

/** Runs a create against a fake world. */
export async function run(
  world: FakeWorld,
  wanted: RentRequest,
  abort: AbortController = new AbortController(),
): Promise<Outcome> {
  const warnings: DiagnosticInput[] = [];
  const notes: (RentalNote | null)[] = [];
  const effects = {
    account: world.account,
    signal: abort.signal,
    log: silent,
    warn: (diagnostic: DiagnosticInput) => void warnings.push(diagnostic),
    note: (rental: RentalNote | null) => void notes.push(rental),
  };
  try {
    const rented = await rentInstance(effects, wanted);
    return { rented, failure: undefined, warnings, state: rented.rental, notes };
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
    return { rented: undefined, failure: error, warnings, state: notes.at(-1) ?? null, notes };
  }
}

/**
 * The money rule: every rental that exists is in the state, or named in an error or a warning. `before` are those that
 * were there already.
 */
export function expectAccounted(world: FakeWorld, outcome: Outcome, before: readonly number[] = []): void {
  const texts = [outcome.failure?.message ?? '', ...outcome.warnings.map(({ detail }) => detail ?? '')].join(
    '\n',
  );
  for (const entry of world.vast.alive()) {
    const [id = '', label = ''] = entry.split(': ');
    if (before.includes(Number(id))) continue;
    const inState = outcome.state !== null && String(outcome.state.id) === id;
    const byNonce = outcome.state?.id === null && label.includes(`-${outcome.state.nonce}`);
    const named = texts.includes(id) || (label !== '' && texts.includes(label));
    expect({ entry, known: inState || byNonce || named }).toEqual({ entry, known: true });
  }
}

/** Outcome and offer of each attempt. */
export function tally(attempts: readonly Attempt[]): readonly string[] {
  return attempts.map(({ offerId, outcome }) => `${offerId} ${outcome}`);
}

/** A write whose answer was lost. */
export const lost = (): TransientError =>
  new TransientError('PUT asks failed: socket closed.', { endpoint: 'PUT asks', ambiguous: true });

/** A read or a write that met a server error. */
export const down = (ambiguous = false): TransientError =>
  new TransientError('answered 502', { endpoint: 'x', status: 502, ambiguous });
