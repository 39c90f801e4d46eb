import type { OfferView } from '../../src/simulator';
import { readinessBlock } from '../support/hcl';
import type { Operation } from './schedule';

/** The image of all schedules; a changed one has another tag. */
export const IMAGE = 'example/june:1';

/** What stays the same through one schedule. */
export interface Shape {
  /** `create-first`: create_before_destroy with claim_conflict = "warn". */
  readonly replacement: 'destroy-first' | 'create-first';
  readonly backend: 'local' | 'http';
  readonly instances: 1 | 2;
  readonly readiness: boolean;
  /** Interruptible, and what an apply does about an outbid instance; null on demand. */
  readonly bid: 'wait' | 'rebid' | 'replace' | null;
  /** Most that the account may pay, USD per hour; null for no limit. */
  readonly budget: number | null;
  /** Both instances at the same time. Which of them comes first is then Terraform's choice, so only targeted schedules do. */
  readonly parallel: boolean;
  /** Logs of Terraform and provider at trace level, searched for secrets. */
  readonly trace: boolean;
}

/** What operations change. */
export interface Wanted {
  readonly label: string;
  readonly image: string;
  readonly diskGb: number;
  readonly power: 'running' | 'stopped';
  /** Value of the variable MODE. */
  readonly mode: string;
  /** Version of the secret variable TOKEN. */
  readonly secret: number;
  /** Pinned candidates of each resource, best first; empty as after a lost lock file. */
  readonly offers: readonly (readonly PinnedOffer[])[];
}

/** A candidate as a lock file pins it. */
export interface PinnedOffer {
  readonly id: number;
  readonly machineId: number;
  readonly pricePerHour: number;
}

/** Names of the resources, and the claims that the construct would derive. */
export const RESOURCES: readonly { readonly name: string; readonly claim: string }[] = [
  { name: 'june', claim: '0123456789ab' },
  { name: 'july', claim: 'ba9876543210' },
];

/** The claim of a resource address such as `vastai_instance.june`. */
export function claimOf(address: string): string {
  const found = RESOURCES.find(({ name }) => address === `vastai_instance.${name}`);
  if (found === undefined) throw new RangeError(`no resource ${address}`);
  return found.claim;
}

/** What `terraform init` looks at; this part is initialised once and copied. */
export function settingsHcl(backend: Shape['backend']): string {
  return `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
${backend === 'http' ? '  backend "http" {}\n' : ''}}

variable "token" {
  type      = string
  sensitive = true
  ephemeral = true
}
`;
}

/** Provider and resources. */
export function resourcesHcl(shape: Shape, wanted: Wanted): string {
  const limit = shape.budget === null ? '' : `  max_total_price_per_hour = ${shape.budget}\n`;
  const instances = RESOURCES.slice(0, shape.instances).map((resource, at) =>
    instanceHcl(resource, shape, wanted, at),
  );
  return [`provider "vastai" {\n${limit}}\n`, ...instances].join('\n');
}

function instanceHcl(
  { name, claim }: { readonly name: string; readonly claim: string },
  shape: Shape,
  wanted: Wanted,
  at: number,
): string {
  // One after the other, so that a seed always sends its requests in the same order.
  const before = shape.parallel ? undefined : RESOURCES[at - 1];
  const createFirst = shape.replacement === 'create-first';
  const pinned = (wanted.offers[at] ?? [])
    .map(
      (offer) =>
        `    { id = ${offer.id}, machine_id = ${offer.machineId}, price_per_hour = ${offer.pricePerHour} },\n`,
    )
    .join('');
  return `resource "vastai_instance" "${name}" {
  claim = "${claim}"
  label = "${wanted.label}"
  image = "${wanted.image}"
  disk_gb = ${wanted.diskGb}
  power = "${wanted.power}"
  env   = { MODE = "${wanted.mode}" }
  secret_env         = { TOKEN = var.token }
  secret_env_version = "${wanted.secret}"
  ports = ["8001/tcp"]
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.5
  }
${shape.bid === null ? '' : `  bid       = { max_price_per_hour = 0.45 }\n  on_outbid = "${shape.bid}"\n`}${pinned === '' ? '' : `  offers = [\n${pinned}  ]\n`}${createFirst ? '  claim_conflict = "warn"\n' : ''}  timeouts = { create = "60m" }
${before === undefined ? '' : `  depends_on = [vastai_${shape.readiness ? 'readiness' : 'instance'}.${before.name}]\n`}${createFirst ? '  lifecycle {\n    create_before_destroy = true\n  }\n' : ''}}
${shape.readiness ? readinessBlock(name, [`{ name = "${name}", port = "8001/tcp" },`]) : ''}`;
}

/** Offers that a lock file would pin for each resource: three machines, from the `from`th on. */
export function offersFor(market: readonly OfferView[], from: number): Wanted['offers'] {
  const fitting = market.filter(({ gpuName, numGpus }) => gpuName === 'RTX 3060' && numGpus === 1);
  return RESOURCES.map((_, at) =>
    fitting.slice(from + at * 3, from + at * 3 + 3).map(({ id, machineId, gpuPricePerHour }) => ({
      id,
      machineId,
      pricePerHour: Math.round(gpuPricePerHour * 1e4) / 1e4,
    })),
  );
}

/** What the first apply asks for. */
export function firstWanted(market: readonly OfferView[]): Wanted {
  return {
    label: 'chaos',
    image: IMAGE,
    diskGb: 20,
    power: 'running',
    mode: 'one',
    secret: 1,
    offers: offersFor(market, 0),
  };
}

/** What an operation makes of it. */
export function changed(wanted: Wanted, operation: Operation, market: readonly OfferView[]): Wanted {
  switch (operation) {
    case 'label':
      return { ...wanted, label: `${wanted.label}-2` };
    case 'stop':
      return { ...wanted, power: 'stopped' };
    case 'start':
      return { ...wanted, power: 'running' };
    case 'mode':
      return { ...wanted, mode: `${wanted.mode}-2` };
    case 'secret':
      return { ...wanted, secret: wanted.secret + 1 };
    case 'image':
      return { ...wanted, image: 'example/june:2' };
    case 'disk':
      return { ...wanted, diskGb: wanted.diskGb + 5 };
    case 'lock-lost':
      return { ...wanted, offers: [] };
    case 'lock-renewed':
      return { ...wanted, offers: offersFor(market, 5) };
    default:
      return wanted;
  }
}
