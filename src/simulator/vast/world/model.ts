import type { Account, ApiKey, SshKey, Volume } from './account-model';
import type { Timer } from './scheduler';

/** One physical host as the market file describes it. Prices in USD, memory in MB, disk in GB, traffic in Mb/s. */
export interface MachineSpec {
  readonly machineId: number;
  readonly hostId: number;
  /** 0 = community host, 1 = datacenter. */
  readonly hostingType: 0 | 1;
  readonly gpuName: string;
  readonly gpuCount: number;
  /** Smallest slice on offer, in GPUs; slices are this size doubled until the whole machine. */
  readonly chunk: number;
  readonly gpuRamMb: number;
  readonly gpuArch: 'nvidia' | 'amd';
  /** Compute capability times 100. */
  readonly computeCap: number;
  readonly gpuMemBandwidthGbps: number;
  readonly tflopsPerGpu: number;
  readonly dlperfPerGpu: number;
  readonly gpuMaxPowerW: number;
  readonly cudaMaxGood: number;
  readonly driverVersion: string;
  readonly pciGen: number;
  readonly pcieBandwidthGbps: number;
  readonly nvlinkGbps: number;
  /** `null`: the host does not report CPU facts (vast-api.md 2.5, recorded answers). */
  readonly cpu: { readonly name: string; readonly cores: number; readonly ghz: number } | null;
  readonly cpuArch: 'amd64' | 'arm64';
  /** RAM of the whole machine. */
  readonly cpuRamMb: number;
  readonly diskGb: number;
  readonly diskBandwidthMbps: number;
  readonly diskName: string;
  readonly moboName: string;
  readonly osVersion: string;
  readonly inetDownMbps: number;
  readonly inetUpMbps: number;
  /** USD per GB. */
  readonly inetDownCost: number;
  readonly inetUpCost: number;
  readonly publicIp: string;
  readonly staticIp: boolean;
  readonly portStart: number;
  /** Public ports that the machine can hand out; machines that share an address have disjoint ranges. */
  readonly portCount: number;
  readonly geolocation: string | null;
  readonly pricePerGpuHour: number;
  readonly minBidPerGpuHour: number;
  /** USD per GB and month of 720 h. */
  readonly storageCostPerGbMonth: number;
  readonly reliability: number;
  readonly verification: 'verified' | 'unverified' | 'deverified';
  readonly vmsEnabled: boolean;
  /** Age of the listing when the simulator starts, seconds. */
  readonly listedForSeconds: number;
  /** Seconds from the simulator's start to the end of contracts made on this machine. */
  readonly offeredForSeconds: number;
}

/** Some GPUs of one machine that can be rented together. */
export interface Slice {
  readonly machine: Machine;
  readonly firstGpu: number;
  readonly gpus: number;
  readonly bundleId: number;
  /** Offer id while on the market, else `null`. A slice that comes back gets a fresh id. */
  askId: number | null;
}

/** A machine with what happens to it. */
export interface Machine {
  readonly spec: MachineSpec;
  readonly slices: readonly Slice[];
  readonly contracts: Set<Contract>;
  readonly volumes: Set<Volume>;
  /** End of new contracts, epoch ms. */
  endsAt: number;
  readonly listedAt: number;
  /** `false` while the host is disconnected. */
  online: boolean;
  /** `false` while the host does not offer its GPUs. */
  listed: boolean;
  /** `true`: the host drops inbound connections. */
  filtered: boolean;
}

/** `actual_status`: what the host says about the container. */
export type ActualStatus =
  null | 'created' | 'loading' | 'running' | 'exited' | 'unknown' | 'offline' | 'rebooting' | 'recycling';

/** What is wanted of, or true for, a contract. */
export type PowerState = 'running' | 'stopped';

/** How the image of a contract behaves. */
export interface ImageBehaviour {
  /** Virtual ms from the first report to `running`; `null` = drawn from the knob `bootMs`. */
  readonly pullMs?: number;
  /**
   * What goes wrong: `manifest` and `denied` (pull errors, `loading` for ever), `gives-up` (the same, and the platform
   * stops it after 7 min), `oci` (`created` for ever), `exits` (`exited` right after running).
   */
  readonly fault?: 'manifest' | 'denied' | 'gives-up' | 'oci' | 'exits';
  /** Container ports that the image EXPOSEs, `'8080/tcp'`. */
  readonly expose?: readonly string[];
}

/** What one container port does when it is dialled through the CONNECT proxy. */
export interface ServiceBehaviour {
  /** Default `up`. `refused`: nothing listens; `filtered`: packets are dropped; `closes`: accepts and hangs up. */
  readonly mode?: 'up' | 'refused' | 'filtered' | 'closes';
  /** Virtual ms after `running` until something listens; refused until then. Default 0. */
  readonly startsAfterMs?: number;
  /** HTTP status of its answers. Default 200. */
  readonly status?: number;
}

/** A host's proposal to go on after the end of a contract, at another price. */
export interface PriceIncrease {
  readonly id: number;
  /** USD per hour for the whole contract. */
  readonly gpuPricePerHour: number;
  /** New end, epoch ms. */
  readonly endsAt: number;
  readonly createdAt: number;
}

/** A rented slice. */
export interface Contract {
  readonly id: number;
  readonly account: Account;
  readonly machine: Machine;
  readonly firstGpu: number;
  readonly gpus: number;
  readonly bundleId: number;
  readonly askId: number;
  readonly createdAt: number;
  endsAt: number;
  readonly diskGb: number;
  /** `null` = on demand, else USD per hour for the whole contract. */
  bid: number | null;
  readonly isBid: boolean;
  /** On-demand GPU price frozen at rental, USD per hour. */
  gpuPricePerHour: number;
  readonly storageCostPerGbMonth: number;
  image: string;
  label: string | null;
  imageRuntype: string;
  onstart: string | null;
  args: readonly string[];
  env: readonly (readonly [string, string])[];
  templateId: number | null;
  templateHash: string | null;
  templateName: string | null;
  readonly instanceKey: ApiKey;
  readonly jupyterToken: string;
  readonly sshIdx: number;
  readonly sshPort: number;
  readonly machineDirSshPort: number;
  readonly localIp: string;
  intended: PowerState;
  current: PowerState;
  next: PowerState;
  actual: ActualStatus;
  statusMessage: string | null;
  /** What the owner last asked for: drives resumption after an outbid and the queue after a refused start. */
  wanted: PowerState;
  /** Holds its GPUs at the moment. */
  holding: boolean;
  /** Order in the machine's queue for GPUs. */
  queuedAt: number;
  expired: boolean;
  /** Container port to host port; `null` until running. */
  ports: ReadonlyMap<string, number> | null;
  /** Ports of the last run, for the knobs that keep them. */
  lastPorts: ReadonlyMap<string, number> | null;
  runningSince: number | null;
  services: Map<string, ServiceBehaviour>;
  readonly sshKeys: Map<number, SshKey>;
  /** The account's secrets as they were at creation. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly volumeIds: Set<number>;
  /** Newest lines of the container and of the host about it. */
  readonly logs: { container: string[]; daemon: string[] };
  /** Actions under way; a new command cancels them. */
  timers: Timer[];
  expiry: Timer | null;
  /** Single reads so far, for the knob `readLag`. */
  reads: number;
  /** Prepaid credit locked to the contract, USD at `settledAt`; its costs are taken from there first. */
  prepaid: number;
  prepaidEnd: Timer | null;
  /** 0 to 1, on the GPU price. */
  discountRate: number;
  /** What discounts have saved so far, USD: taken back from a refund. */
  discountUsed: number;
  /** A price that the host proposes for the time after the end. */
  priceIncrease: PriceIncrease | null;
  /** Money so far, USD, up to `settledAt`. */
  charged: { gpu: number; disk: number; traffic: number };
  settledAt: number;
  ratePerHour: { gpu: number; disk: number };
  /** Seconds of GPU time. */
  runSeconds: number;
}
