import type { Contract } from './model';
import type { World } from './world';

/** Most open ports of one instance (vast-api.md 4.5). */
export const MAX_PORTS = 64;

/** Container ports from this number on are identity ports: container port and host port become the same free number. */
const IDENTITY_FROM = 70_000;

const PUBLISH = /^-p\s+(?:\d+:)?(\d+)(?:\/(tcp|udp))?$/;

/** Container ports that a contract opens, `'8001/tcp'`, in the order of `runtype`, `env` and EXPOSE, each once. */
export function containerPorts(
  imageRuntype: string,
  env: readonly (readonly [string, string])[],
  expose: readonly string[],
): readonly string[] {
  const ports: string[] = [];
  if (imageRuntype.includes('jupyter_direc')) ports.push('8080/tcp');
  if (imageRuntype.includes('ssh_direc')) ports.push('22/tcp');
  for (const [key] of env) {
    const match = PUBLISH.exec(key.trim());
    if (match) ports.push(`${match[1] ?? ''}/${match[2] ?? 'tcp'}`);
  }
  return [...new Set([...ports, ...expose])];
}

function portsOfOthers(contract: Contract): ReadonlySet<number> {
  const used = new Set<number>();
  for (const other of contract.machine.contracts) {
    if (other !== contract) for (const port of other.ports?.values() ?? []) used.add(port);
  }
  return used;
}

/** Gives every container port a free host port of the machine; ports that find none stay closed. */
export function assignPorts(world: World, contract: Contract): ReadonlyMap<string, number> {
  const { portStart, portCount } = contract.machine.spec;
  const used = portsOfOthers(contract);
  // What it had before is avoided, so that "new ports" really are new.
  const previous = new Set(contract.lastPorts?.values() ?? []);
  const free: number[] = [];
  for (let port = portStart; port < portStart + portCount; port++) {
    if (!used.has(port) && !previous.has(port)) free.push(port);
  }
  const shuffled = world.random.ports.shuffle(free);
  for (const port of previous) if (!used.has(port)) shuffled.push(port);
  const ports = new Map<string, number>();
  const expose = world.images.get(contract.image)?.expose ?? [];
  for (const key of containerPorts(contract.imageRuntype, contract.env, expose)) {
    const port = shuffled.shift();
    if (port === undefined) break;
    const [number, protocol] = key.split('/') as [string, string];
    ports.set(Number(number) >= IDENTITY_FROM ? `${port}/${protocol}` : key, port);
  }
  return ports;
}

/** Opens a contract's ports when it comes up. `fresh` draws new host ports even if its old ones would do. */
export function openPorts(world: World, contract: Contract, fresh: boolean): void {
  contract.ports = (fresh ? null : keptPorts(world, contract)) ?? assignPorts(world, contract);
  contract.lastPorts = contract.ports;
  world.note('ports', { contract }, { ports: Object.fromEntries(contract.ports) });
}

/** The ports of the last run, if they are still free and still the ones that the container wants. */
function keptPorts(world: World, contract: Contract): ReadonlyMap<string, number> | null {
  const { lastPorts } = contract;
  if (lastPorts === null) return null;
  const taken = portsOfOthers(contract);
  if ([...lastPorts.values()].some((port) => taken.has(port))) return null;
  const expose = world.images.get(contract.image)?.expose ?? [];
  const wanted = containerPorts(contract.imageRuntype, contract.env, expose).filter(
    (key) => Number(key.split('/')[0]) < IDENTITY_FROM,
  );
  const plain = [...lastPorts]
    .filter(([key, port]) => key.split('/')[0] !== String(port))
    .map(([key]) => key);
  return wanted.join() === plain.join() ? lastPorts : null;
}
