import { GaveUp } from './rent-failure';
import type { Prepared } from './prepare';

/** Three machines in a row that nobody answers for: then it is not the machines. */
const FILTERED_LIMIT = 3;
/** An image that does not start on two machines is broken. */
const IMAGE_LIMIT = 2;

/** Counts what went wrong in one create, and says when going on makes no sense. */
export class RentLimits {
  private machines = 0;
  private filteredInARow = 0;
  private imageFailures = 0;

  constructor(
    private readonly maxAttempts: number,
    private readonly image: string | undefined,
  ) {}

  /** A machine was rented. */
  rented(): void {
    this.machines += 1;
  }

  /** How a rented machine turned out. */
  prepared(result: Prepared): void {
    if (result.kind === 'ready') {
      if (result.reached) this.filteredInARow = 0;
      return;
    }
    if (result.because === 'filtered') this.filteredInARow += 1;
    if (result.because === 'image') this.imageFailures += 1;
  }

  /** Throws `GaveUp` when no further machine should be rented. */
  check(): void {
    if (this.filteredInARow >= FILTERED_LIMIT) {
      throw new GaveUp(
        'Rented machines cannot be reached',
        `${FILTERED_LIMIT} machines in a row did not answer on their published ports: your own egress may be blocked. ` +
          'Allow outgoing TCP, set connect_proxy of the provider, or set reachability = "none".',
      );
    }
    if (this.imageFailures >= IMAGE_LIMIT) {
      throw new GaveUp(
        'The image does not start',
        `${this.image ?? 'The image of the template'} failed on ${IMAGE_LIMIT} machines: check its name, its tag, and that it can be pulled without a login.`,
      );
    }
    if (this.machines >= this.maxAttempts) {
      throw new GaveUp(
        'No machine could be used',
        `${this.machines} machine(s) were rented and given back, as many as max_attempts allows.`,
      );
    }
  }
}
