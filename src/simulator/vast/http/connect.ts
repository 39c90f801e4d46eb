import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { NETWORK } from '../market/addresses';
import type { Contract, Machine } from '../world/model';
import type { ServiceBehaviour } from '../world/spec';
import type { Stage } from '../stage';
import type { World } from '../world/world';

/** Where a dial leads. */
export type Dial =
  | {
      readonly to: 'service';
      readonly contract: Contract;
      readonly port: string;
      readonly behaviour: ServiceBehaviour;
    }
  | { readonly to: 'refused' }
  | { readonly to: 'filtered' }
  | { readonly to: 'outside' };

function machinesAt(world: World, address: string): Machine[] {
  return [...world.machines.values()].filter((machine) => machine.spec.publicIp === address);
}

/** What a rental's service does: told for the instance, else for the port on every instance, else `up`. */
function behaviourOf(world: World, contract: Contract, port: string): ServiceBehaviour {
  return contract.services.get(port) ?? world.services.get(port) ?? world.services.get('*') ?? {};
}

/** Looks at what a TCP dial to an address and port would meet now. */
export function dial(world: World, address: string, port: number): Dial {
  if (!address.startsWith(`${NETWORK}.`)) return { to: 'outside' };
  const machines = machinesAt(world, address);
  for (const machine of machines) {
    for (const contract of machine.contracts) {
      for (const [key, hostPort] of contract.ports ?? []) {
        if (hostPort !== port || !key.endsWith('/tcp')) continue;
        if (machine.filtered || !machine.online) return { to: 'filtered' };
        const behaviour = behaviourOf(world, contract, key);
        const since = world.time - (contract.runningSince ?? world.time);
        if (behaviour.mode === 'filtered') return { to: 'filtered' };
        if (behaviour.mode === 'refused' || since < (behaviour.startsAfterMs ?? 0)) return { to: 'refused' };
        return { to: 'service', contract, port: key, behaviour };
      }
    }
  }
  // A host that is there refuses closed ports; one that is not, or drops packets, says nothing.
  return machines.some((machine) => machine.online && !machine.filtered)
    ? { to: 'refused' }
    : { to: 'filtered' };
}

/**
 * The HTTP CONNECT proxy that makes rentals dialable, on the API's own port.
 * 200: connected. 502 with `X-Proxy-Error: connection refused`: nothing listens there (yet). 504 with
 * `X-Proxy-Error: connection timed out`, or silence: packets are dropped. 403: not an address of a rental.
 */
export class ConnectProxy {
  private readonly services: Server;
  private readonly open = new Set<Duplex>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(private readonly stage: Stage) {
    this.services = createServer((request, response) => {
      const service = (request.socket as { rental?: Extract<Dial, { to: 'service' }> }).rental;
      request.resume();
      const body = JSON.stringify({
        ok: (service?.behaviour.status ?? 200) < 400,
        instance: service?.contract.id,
        port: service?.port,
        path: request.url,
      });
      response.writeHead(service?.behaviour.status ?? 200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      });
      response.end(body);
    });
  }

  /** Serves one CONNECT request. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { world } = this;
    this.open.add(socket);
    socket.on('close', () => this.open.delete(socket));
    socket.on('error', () => socket.destroy());
    world.clock.tick();
    world.settle();
    const target = request.url ?? '';
    const match = /^([0-9.]+):(\d{1,5})$/.exec(target);
    const found: Dial = match ? dial(world, match[1] ?? '', Number(match[2])) : { to: 'outside' };
    switch (found.to) {
      case 'service':
        this.note(target, 200);
        this.connect(socket, head, found);
        return;
      case 'refused':
        this.note(target, 502);
        this.refuse(socket, '502 Bad Gateway', 'connection refused');
        return;
      case 'filtered':
        this.filter(target, socket);
        return;
      default:
        this.note(target, 403);
        this.refuse(socket, '403 Forbidden', `only ${NETWORK}.0/24 is simulated`);
    }
  }

  /** Cuts all connections. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const socket of this.open) socket.destroy();
  }

  private get world(): World {
    return this.stage.world;
  }

  private note(target: string, status: number): void {
    this.world.journal.request({
      at: this.world.time,
      method: 'CONNECT',
      path: target,
      endpoint: 'connect',
      account: null,
      status,
      body: undefined,
      error: null,
      fault: null,
    });
  }

  private refuse(socket: Duplex, status: string, reason: string): void {
    const body = `${reason}\n`;
    socket.end(
      `HTTP/1.1 ${status}\r\nX-Proxy-Error: ${reason}\r\nContent-Type: text/plain\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }

  private connect(socket: Duplex, head: Buffer, service: Extract<Dial, { to: 'service' }>): void {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (service.behaviour.mode === 'closes') return void socket.end();
    Object.assign(socket, { rental: service });
    if (head.length > 0) socket.unshift(head);
    this.services.emit('connection', socket);
  }

  private filter(target: string, socket: Duplex): void {
    const { filtered, filteredTimeoutMs } = this.world.knobs;
    const timeout = (): void => this.refuse(socket, '504 Gateway Timeout', 'connection timed out');
    this.note(target, filtered === 'hang' ? 0 : 504);
    if (filtered === 'hang') return;
    if (filtered === 'immediate') timeout();
    else this.waitVirtually(socket, filteredTimeoutMs, timeout);
  }

  /** Acts when virtual time has come, by itself on a running clock, with the next `advance` on a manual one. */
  private waitVirtually(socket: Duplex, ms: number, action: () => void): void {
    const { clock } = this.world;
    if (clock.factor > 0) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        action();
      }, ms / clock.factor);
      this.timers.add(timer);
      socket.on('close', () => clearTimeout(timer));
      return;
    }
    const deadline = clock.now() + ms;
    const stop = clock.onAdvance(() => {
      if (clock.now() < deadline) return;
      stop();
      action();
    });
    socket.on('close', stop);
  }
}
