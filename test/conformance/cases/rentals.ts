import type { AcceptanceWorld } from '../../support/acceptance-world';
import type { Observation } from '../support/case';

/** The rental that the state of an instance speaks of. */
export function rentalOf({ world, values }: Observation) {
  const rental = world.simulator.world.rental(Number(values['id']));
  if (rental === null) throw new Error(`there is no rental ${String(values['id'])}`);
  return rental;
}

/** Ids of all rentals of the account. */
export function rentalIds(world: AcceptanceWorld): readonly string[] {
  return world.simulator.world.rentals().map(({ id }) => String(id));
}

/** An offer of the market that fits, as a lookup would pin it, as HCL. */
export function pinnedOffer(world: AcceptanceWorld): string {
  const offer = world.simulator.world
    .offers()
    .find(
      ({ gpuName, numGpus, geolocation }) =>
        gpuName === 'RTX 3060' && numGpus === 1 && geolocation?.endsWith('US'),
    );
  if (offer === undefined) throw new Error('the market has no RTX 3060 in the US');
  return `[{ id = ${offer.id}, machine_id = ${offer.machineId}, price_per_hour = 0.4 }]`;
}

/** Timeouts that nothing in these tests ever reaches. */
export const PATIENT = '{ create = "60m", update = "60m", delete = "60m" }';
