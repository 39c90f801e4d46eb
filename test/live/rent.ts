import { searchMarket } from '../../src/market';
import { formatLabel } from '../../src/provider/label';
import { explainNothing, formatPrice, printable, type RankedOffer } from '../../src/selection';
import {
  CreateRefusedError,
  type Instance,
  OfferGoneError,
  RequestRefusedError,
  TransientError,
  RateLimitError,
} from '../../src/vast';
import { compareFields } from './fields';
import { INSTANCE_FIELDS } from './known-fields';
import { giveAllBack, LAG_MS, POLL_MS, rentalsOf } from './rental';
import { LiveFailure } from './failure';
import type { LiveTools } from './world';

/** The smallest image with a server in it: about 2 MB. */
const IMAGE = 'busybox:1.36';
const PORT = 8000;
const DISK_GB = 8;
/** Offers that are tried when one after the other is taken. */
const MAX_OFFERS = 3;
/** An instance that is not meant to run any more for so long has failed (vast-api.md 4.3). */
const LASTING_MS = 30_000;

/** What the rental may cost. */
export interface RentLimits {
  /** USD, disk included. */
  readonly maxPricePerHour: number;
  /** Minutes until it is given back, whatever happens. */
  readonly minutes: number;
}

/**
 * Rents the cheapest machine that matches, checks what the platform tells of it, and gives it back. However this ends, it
 * has destroyed what it rented, and has seen that it is gone.
 * @throws what went wrong; LiveFailure with the id in capitals when an instance may be left
 */
export async function rentOnce(tools: LiveTools, limits: RentLimits, claim: string): Promise<void> {
  const { clock, say } = tools;
  const over = new AbortController();
  const finished = new AbortController();
  const untilOver = clock.sleep(limits.minutes * 60_000, finished.signal).then(
    () => over.abort(new LiveFailure(`the ${limits.minutes} minutes are over`)),
    () => undefined,
  );
  const bounded = { ...tools, signal: AbortSignal.any([tools.signal, over.signal]) };
  const offers = await cheapest(bounded, limits.maxPricePerHour);
  const started = clock.now();
  const rented = new Set<number>();
  try {
    const { id, offer } = await rentOneOf(bounded, offers, claim, rented);
    bounded.signal.throwIfAborted();
    const instance = await untilRunning(bounded, id);
    await check(bounded, instance, offer, limits.maxPricePerHour, claim);
  } catch (error) {
    say(`stopping: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    finished.abort();
    await untilOver;
    // With the signal of nobody: what was rented is given back, whoever is in a hurry.
    await giveAllBack(claim, rented, started, tools);
    const hours = (clock.now() - started) / 3_600_000;
    const most = Math.max(0, ...offers.map(({ pricePerHour }) => pricePerHour)) * hours;
    if (rented.size > 0) say(`it was ours for ${Math.ceil(hours * 60)} min, at most $${most.toFixed(4)}`);
  }
}

/** Offers within the cap, cheapest first. */
async function cheapest(tools: LiveTools, cap: number): Promise<readonly RankedOffer[]> {
  const { settings, vast, now, signal, say } = tools;
  const { record } = await searchMarket({
    client: vast,
    now,
    signal,
    requirements: { ...settings.requirements, maxPricePerHour: cap, diskGb: DISK_GB, portCount: 1 },
    preferences: settings.preferences,
  });
  const offers = record.ranking
    .filter(({ pricePerHour }) => pricePerHour <= cap)
    .sort((a, b) => a.pricePerHour - b.pricePerHour || a.rank - b.rank);
  if (offers.length === 0) throw new LiveFailure(`nothing was rented: ${explainNothing(record)}`);
  say(`offers within ${formatPrice(cap)}/h: ${offers.length}`);
  return offers.slice(0, MAX_OFFERS);
}

/** Rents the first that can be had. Every id that the platform names goes into `rented` before anything else happens. */
async function rentOneOf(
  tools: LiveTools,
  offers: readonly RankedOffer[],
  claim: string,
  rented: Set<number>,
): Promise<{ readonly id: number; readonly offer: RankedOffer }> {
  const { vast, signal, say } = tools;
  for (const offer of offers) {
    const nonce = claim.slice(0, 8);
    const label = formatLabel({ text: 'live-test', claim, nonce, stage: 'pending' });
    say(
      `renting offer ${offer.offerId} (machine ${offer.machineId}, ${printable(offer.gpu, 40)}, ${offer.region.code}) at ` +
        `${formatPrice(offer.pricePerHour)}/h as "${label}"`,
    );
    try {
      const request = {
        image: IMAGE,
        diskGb: DISK_GB,
        label,
        runtype: 'args',
        args: ['httpd', '-f', '-p', String(PORT)],
        ports: [`${PORT}/tcp`],
      } as const;
      const { instanceId } = await vast.createInstance(offer.offerId, request, signal);
      rented.add(instanceId);
      say(`RENTED INSTANCE ${instanceId}`);
      return { id: instanceId, offer };
    } catch (error) {
      if (error instanceof CreateRefusedError) {
        rented.add(error.newContractId);
        say(`RENTED INSTANCE ${error.newContractId}, although it was refused`);
        throw error;
      }
      if (error instanceof OfferGoneError) {
        say(`  it is taken: ${error.message}`);
        continue;
      }
      if (!isOpen(error)) throw error;
      say(`  the answer was lost: ${error.message}; looking for the label`);
      const found = await lostRental(claim, tools);
      if (found === undefined) throw error;
      rented.add(found.id);
      say(`RENTED INSTANCE ${found.id}`);
      return { id: found.id, offer };
    }
  }
  throw new LiveFailure(`nothing was rented: ${offers.length} offers were taken one after the other`);
}

/** Whether a create that failed may have rented all the same. */
function isOpen(error: unknown): error is Error {
  return error instanceof RequestRefusedError || (error instanceof TransientError && error.ambiguous);
}

/** The rental of a create whose answer was lost; the platform may show it only after a while. */
async function lostRental(claim: string, tools: LiveTools): Promise<Instance | undefined> {
  const started = tools.clock.now();
  for (;;) {
    const [found] = await rentalsOf(claim, tools);
    if (found !== undefined || tools.clock.now() - started >= LAG_MS) return found;
    await tools.clock.sleep(POLL_MS, tools.signal);
  }
}

/** Follows an instance until it runs with its port, and tells each change. */
async function untilRunning(tools: LiveTools, id: number): Promise<Instance> {
  const { vast, clock, signal, say, finding } = tools;
  const started = clock.now();
  const seconds = (): number => Math.round((clock.now() - started) / 1000);
  let told = '';
  let lasting: number | undefined;
  let shown = false;
  for (;;) {
    const instance = await look(vast.readInstance(id, signal), say);
    if (instance === null) {
      if (shown || clock.now() - started > LAG_MS)
        throw new LiveFailure(`instance ${id} is gone after ${seconds()} s`);
    } else if (instance !== undefined) {
      if (!shown && seconds() > 5) finding(`the new instance was shown only after ${seconds()} s`);
      shown = true;
      const { actualStatus, intendedStatus, currentState, ports, publicIp, statusMessage } = instance;
      const line = `${actualStatus ?? 'null'} (intended ${intendedStatus ?? 'null'}, contract ${currentState ?? 'null'})`;
      if (line !== told) say(`  ${seconds()} s: ${line} ${printable(statusMessage ?? '', 120)}`.trimEnd());
      told = line;
      const meant = intendedStatus === 'running' && currentState === 'running';
      if (meant && actualStatus === 'running' && ports[`${PORT}/tcp`] !== undefined && publicIp !== null)
        return instance;
      lasting = meant ? undefined : (lasting ?? clock.now());
      if (lasting !== undefined && clock.now() - lasting >= LASTING_MS) {
        throw new LiveFailure(`instance ${id} will not run: ${line} ${printable(statusMessage ?? '', 200)}`);
      }
    }
    await clock.sleep(POLL_MS, signal);
  }
}

/** A read; undefined when the platform stumbled, which says nothing. */
async function look(
  read: Promise<Instance | null>,
  say: LiveTools['say'],
): Promise<Instance | null | undefined> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof TransientError || error instanceof RateLimitError)) throw error;
    say(`  ${error.message}`);
    return undefined;
  }
}

/** What a running instance tells, against what was asked for. */
async function check(
  tools: LiveTools,
  instance: Instance,
  offer: RankedOffer,
  cap: number,
  claim: string,
): Promise<void> {
  const { vast, recorder, connector, signal, say, finding } = tools;
  const { id, publicIp, ports } = instance;
  const body = recorder.of(new RegExp(`^GET /api/v0/instances/${id}/$`)).at(-1)?.body as {
    instances?: unknown;
  };
  compareFields([body.instances], INSTANCE_FIELDS, 'rented instance').forEach(finding);

  const price = instance.pricePerHour;
  say(
    `it costs ${price === null ? 'nobody knows what' : `${formatPrice(price)}/h`}, the offer said ${formatPrice(offer.pricePerHour)}/h`,
  );
  if (price === null || Math.abs(price - offer.pricePerHour) > 0.0005)
    finding('the price of the instance is not that of the offer');
  if (price !== null && price > cap)
    throw new LiveFailure(`it costs ${formatPrice(price)}/h, more than --max-price`);
  if (instance.machineId !== offer.machineId)
    finding(`it is machine ${String(instance.machineId)}, not ${offer.machineId}`);
  if (instance.diskGb !== DISK_GB) finding(`its disk has ${String(instance.diskGb)} GB, not ${DISK_GB}`);
  if (instance.image !== IMAGE)
    finding(`its image is ${printable(String(instance.image), 80)}, not ${IMAGE}`);
  if (!instance.requestedPorts.includes(`${PORT}/tcp`))
    finding('its environment does not tell the port that was asked for');

  const port = ports[`${PORT}/tcp`];
  if (publicIp !== null && port !== undefined) {
    const dial = await connector(publicIp, port, signal);
    say(`port ${PORT}/tcp is ${publicIp}:${port}: ${dial.kind}`);
    if (dial.kind !== 'open')
      finding(`the server in the container does not answer: ${dial.kind}, ${printable(dial.detail, 200)}`);
  }

  const settled = formatLabel({ text: 'live-test', claim, nonce: claim.slice(0, 8), stage: 'settled' });
  await vast.setLabel(id, settled, signal);
  const after = await vast.readInstance(id, signal);
  if (after?.label === settled) say('its label was changed, and reads back as written');
  else
    finding(
      `its label was changed to "${settled}" and reads as ${JSON.stringify(after?.label ?? null).slice(0, 160)}`,
    );
}
