import { requirementFailures, TOLERANCE } from '../../selection';
import type { Instance } from '../../vast';
import { look } from './assess';
import { factsOfState, machineAttributes, rentalFacts } from './facts';
import type { RentRequest } from './rent-request';
import { runtypeOf } from './runtype';

/**
 * Why a rental of an interrupted create is not what this create was asked for; empty when it is. The platform may have
 * added variables of its own, so that only those asked for are compared. No value of a variable appears in the reasons.
 */
export function unlikeRequest(instance: Instance, request: RentRequest): readonly string[] {
  const { env, ports, args, runtype, requirements } = request;
  const reasons: string[] = [];
  const expect = (isSame: boolean, what: string): void => {
    if (!isSame) reasons.push(what);
  };
  expect(request.image === undefined || instance.image === request.image, 'another image');
  expect(
    request.templateHashId === undefined || instance.templateHashId === request.templateHashId,
    'another template',
  );
  expect(instance.diskGb === null || instance.diskGb === requirements.diskGb, 'another disk size');
  expect(
    Object.entries(env).every(([name, value]) => instance.env[name] === value),
    'other variables',
  );
  expect(sameSet(instance.requestedPorts, ports), 'other ports');
  expect(runtype === undefined || runtypeOf(instance.imageRuntype) === runtype, 'another runtype');
  expect(
    request.templateHashId !== undefined || JSON.stringify(instance.args) === JSON.stringify(args),
    'other arguments',
  );
  expect(
    request.templateHashId !== undefined || (instance.onstart ?? '') === (request.onstart ?? ''),
    'another start-up script',
  );
  expect((instance.isBid ?? false) === (request.bid !== null), 'another kind of rental');
  const { pricePerHour } = instance;
  expect(
    pricePerHour === null || pricePerHour <= requirements.maxPricePerHour + TOLERANCE,
    'a price above the cap',
  );
  expect(
    request.bid === null || (instance.gpuPricePerHour ?? 0) <= request.bid.maxPerHour + TOLERANCE,
    'a bid above the cap',
  );
  const facts = { ...machineAttributes(instance), ...rentalFacts(instance) };
  // Of the price enough was said above.
  const failures = requirementFailures(
    factsOfState({ ...facts, price_at_rental: null, price_per_hour: null }),
    { ...requirements, maxLatencyMs: null },
  );
  reasons.push(...failures.map(({ message }) => message));
  const seen = look(instance, []);
  if (seen.kind === 'bad') reasons.push(seen.reason);
  return reasons;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort());
}
