import { Lazy } from 'cdktf';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

import { OfferBook } from '../src/synth';
import { containerArguments, type ContainerProps } from './container-props';
import { defined } from './defined';
import { Instance } from './generated/instance';
import { Readiness } from './generated/readiness';
import { announce } from './instance-service';
import type { AnnouncedService, InstanceService } from './instance-service';
import { offerArguments } from './offer-arguments';
import { launchingOutput, servicesReadyOutput } from './outputs';
import { parsePort } from './ports';
import { requirementsOf } from './requirement-props';
import type { RequirementProps } from './requirement-props';

/** How long Terraform waits for each step, as `90s`, `10m` or `1h`. */
export interface VastGpuInstanceTimeouts {
  /** @default - 10 minutes */
  readonly create?: string;
  /** @default - the provider's */
  readonly update?: string;
  /** @default - the provider's */
  readonly delete?: string;
  /**
   * How long the services may take to answer after the instance runs: pulling a model can take minutes.
   *
   * @default - 10 minutes
   */
  readonly ready?: string;
}

/** Limits of a bid, USD per hour for the GPUs without disk. */
export interface BidLimits {
  /** @default - the lowest bid that wins */
  readonly minPricePerHour?: number;
  readonly maxPricePerHour: number;
}

/** What to rent, and what to run on it. */
export interface VastGpuInstanceProps extends RequirementProps, ContainerProps {
  /**
   * Container ports to open besides those of services: `8001`, `8001/tcp`, `8001/udp`.
   *
   * @default - those that services need
   */
  readonly ports?: readonly string[];
  /**
   * Disk, GB; part of the price.
   *
   * @default 50
   */
  readonly diskGb?: number;
  /**
   * Text that tells people what the instance is for, in front of the mark that the provider adds.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * `stopped` keeps the disk (which costs) but not the GPU; services then have no endpoints.
   *
   * @default 'running'
   */
  readonly power?: 'running' | 'stopped';
  /**
   * Whether a replacement is rented before the old instance is destroyed. Both are paid for some minutes, but no
   * cluster name ever points at a machine that is gone, or already somebody else's.
   *
   * @default true
   */
  readonly createBeforeDestroy?: boolean;
  /**
   * What apply does when all candidates were taken since synth: search again with the same requirements, or fail.
   *
   * @default 'research'
   */
  readonly onStale?: 'research' | 'fail';
  /**
   * Machines tried in one apply before giving up.
   *
   * @default 5
   */
  readonly maxAttempts?: number;
  /**
   * Machines that are never rented, by number. A change never replaces an instance: to move away from a machine, block it in
   * `blockedHosts` (`machine:12345`).
   *
   * @default - none
   */
  readonly blockedMachines?: readonly number[];
  /**
   * Rents interruptible GPUs by a bid within these limits. The lookup at synth knows on-demand prices only, so
   * `maxPricePerHour` has to admit those; the bid is for the same machines.
   *
   * @default - on demand
   */
  readonly bid?: BidLimits;
  /**
   * What `deploy` does about an instance that was outbid: leave it until its bid wins again, raise the bid up to its limit,
   * or rent another machine.
   *
   * @default 'wait'
   */
  readonly onOutbid?: 'wait' | 'rebid' | 'replace';
  /**
   * Whether a machine counts only when a connection to a mapped port comes through.
   *
   * @default 'tcp'
   */
  readonly reachability?: 'tcp' | 'none';
  /** @default - 10 minutes for creation and for readiness */
  readonly timeouts?: VastGpuInstanceTimeouts;
  /**
   * The provider to use, when the stack has several.
   *
   * @default - the stack's default `VastaiProvider`
   */
  readonly provider?: TerraformProvider;
}

/**
 * A GPU instance on the Vast.ai marketplace, rented from the best offer that meets the requirements.
 *
 * The offer is chosen when `synthVast` runs, recorded in `offers.lock.json`, and rented by `deploy`. Later changes of
 * the market never replace a machine that still meets its requirements. Services, added by `VastService`, share the
 * instance; `readiness` waits until all of them answer.
 *
 * Ids of children are public API: `Resource` is the paid instance.
 */
export class VastGpuInstance extends Construct {
  /** The low-level resource. */
  readonly resource: Instance;
  private readonly services: AnnouncedService[] = [];
  private readonly openPorts: Set<string>;
  private readinessResource: Readiness | undefined;

  /** @throws Error that names every bad prop */
  constructor(
    scope: Construct,
    id: string,
    private readonly settings: VastGpuInstanceProps,
  ) {
    super(scope, id);
    const { timeouts, createBeforeDestroy = true, diskGb = 50 } = settings;
    this.openPorts = new Set((settings.ports ?? []).map((port) => parsePort(port, 'ports')));
    const handle = OfferBook.of(this).request(this, {
      requirements: requirementsOf(settings, diskGb),
      profile: settings.profile,
      diskGb,
      portCount: () => this.openPorts.size,
    });
    this.resource = new Instance(
      this,
      'Resource',
      defined({
        ...offerArguments(handle),
        // With an overlap the machine that is being replaced carries the same claim (design.md D12).
        claimConflict: createBeforeDestroy ? 'warn' : undefined,
        ...containerArguments(settings),
        ports: Lazy.listValue({ produce: () => this.ports }, { omitEmpty: true }),
        diskGb,
        label: settings.label,
        power: settings.power,
        onStale: settings.onStale,
        maxAttempts: settings.maxAttempts,
        blockedMachines: settings.blockedMachines === undefined ? undefined : [...settings.blockedMachines],
        bid: settings.bid,
        onOutbid: settings.onOutbid,
        reachability: settings.reachability,
        timeouts:
          timeouts === undefined
            ? undefined
            : defined({ create: timeouts.create, update: timeouts.update, delete: timeouts.delete }),
        provider: settings.provider,
        lifecycle: { createBeforeDestroy, ignoreChanges: ['offers', 'preferences'] },
      }),
    );
    launchingOutput(this, this.resource);
  }

  /**
   * Announces a service: its port is opened and readiness waits for it. `VastService` calls this.
   * @throws Error when the name is taken on this instance, the port is none, or the check cannot work
   */
  addService(service: InstanceService): void {
    if (this.services.some(({ name }) => name === service.name)) {
      throw new Error(`name '${service.name}' is taken by another service on ${this.node.path}`);
    }
    const announced = announce(service);
    this.services.push(announced);
    this.openPorts.add(announced.arguments.port);
  }

  /**
   * The resource that waits until the services answer, and whose outputs say where. Made when it is first asked for: an
   * instance without services needs none.
   */
  get readiness(): Readiness {
    this.readinessResource ??= this.makeReadiness();
    return this.readinessResource;
  }

  private makeReadiness(): Readiness {
    const { provider, power, timeouts } = this.settings;
    const readiness = new Readiness(
      this,
      'Readiness',
      defined({
        instanceId: this.resource.id,
        publicIp: this.resource.publicIp,
        portMap: this.resource.portMap as unknown as Record<string, number>,
        power,
        services: Lazy.anyValue({
          // Rendered as it stands: a list as a whole passes by the bindings' own mapping of names.
          produce: () => this.services.map((service) => service.arguments),
        }),
        timeouts:
          timeouts?.ready === undefined ? undefined : { create: timeouts.ready, update: timeouts.ready },
        provider,
      }),
    );
    servicesReadyOutput(this, readiness, () =>
      Object.fromEntries(this.services.map(({ name, address }) => [name, address])),
    );
    return readiness;
  }

  /** Container ports that are opened, such as `8001/tcp`, in order; grows as services are added. */
  get ports(): string[] {
    return [...this.openPorts].sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || (a < b ? -1 : 1));
  }

  /** @returns a token, known after apply */
  get instanceId(): string {
    return this.resource.id;
  }

  /** @returns a token, known after apply; null while the instance is stopped */
  get publicIp(): string {
    return this.resource.publicIp;
  }

  /**
   * External port by container port, such as `8001/tcp`; empty while the instance is stopped.
   *
   * @returns a token, known after apply
   */
  get portMap(): Record<string, number> {
    return this.resource.portMap as unknown as Record<string, number>;
  }

  /** @returns a token, known after apply */
  get region(): string {
    return this.resource.region;
  }

  /** @returns a token, known after apply */
  get gpuName(): string {
    return this.resource.gpuName;
  }

  /**
   * USD per hour including the disk.
   *
   * @returns a token, known after apply
   */
  get pricePerHour(): number {
    return this.resource.pricePerHour;
  }

  /** @returns a token, known after apply */
  get machineId(): number {
    return this.resource.machineId;
  }

  /**
   * Why this machine: the whole explanation as JSON text.
   *
   * @returns a token, known after apply
   */
  get selectionRecord(): string {
    return this.resource.selectionRecord;
  }
}
