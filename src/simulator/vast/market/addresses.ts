import type { Random } from '../random';

/** The only network that simulated machines live in (TEST-NET-2, RFC 5737). */
export const NETWORK = '198.51.100';

const FIRST_PORT = 38_000;
const LAST_PORT = 65_535;

interface Address {
  readonly ip: string;
  nextPort: number;
  readonly hostId: number;
}

/**
 * Hands out addresses and port ranges. There are 254 addresses for more machines, so machines share them, as they do in
 * reality; the ranges on one address never overlap, so that address and port always lead to one machine.
 */
export class AddressBook {
  private readonly unused: string[];
  private readonly given: Address[] = [];
  private readonly latest = new Map<number, Address>();

  /** `reserved`: addresses that somebody else has already given out. */
  constructor(
    private readonly random: Random,
    reserved: readonly string[] = [],
  ) {
    const all = Array.from({ length: 254 }, (_, index) => `${NETWORK}.${index + 1}`);
    this.unused = random.shuffle(all.filter((ip) => !reserved.includes(ip)));
  }

  /** An address with `portCount` consecutive ports. `shared`: the same address as the host's last machine. */
  assign(
    hostId: number,
    shared: boolean,
    portCount: number,
  ): { readonly ip: string; readonly portStart: number } {
    const own = shared ? this.latest.get(hostId) : undefined;
    const address = own && own.nextPort + portCount <= LAST_PORT ? own : this.take(hostId, portCount);
    this.latest.set(hostId, address);
    const portStart = address.nextPort;
    address.nextPort += portCount + this.random.int(1, 2_000);
    return { ip: address.ip, portStart };
  }

  private take(hostId: number, portCount: number): Address {
    const ip = this.unused.pop();
    if (ip !== undefined) {
      const address = { ip, nextPort: this.random.int(FIRST_PORT, 46_000), hostId };
      this.given.push(address);
      return address;
    }
    const roomy = this.given.filter((address) => address.nextPort + portCount <= LAST_PORT);
    if (roomy.length === 0)
      throw new RangeError(`the network ${NETWORK}.0/24 has no room for ${portCount} more ports`);
    return this.random.pick(roomy);
  }
}
