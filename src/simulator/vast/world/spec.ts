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
