import { countryOf, geolocode } from '../market/geography';
import type { MachineSpec } from '../world/spec';

/** A JSON row as it goes over the wire. */
export type Row = Record<string, unknown>;

/** `535.86.05` as `535086005`; `null` for the two-part versions that some hosts report (vast-api.md 2.5). */
export function driverNumber(version: string): number | null {
  const parts = version.split('.');
  if (parts.length !== 3) return null;
  return Number(parts.map((part, index) => (index === 0 ? part : part.padStart(3, '0'))).join(''));
}

/** Code of a verification: 1 = verified, 0 = unverified, 4 = deverified. */
export function vericode(verification: MachineSpec['verification']): number {
  return { verified: 1, unverified: 0, deverified: 4 }[verification];
}

const known = new WeakMap<MachineSpec, Map<number, Readonly<Row>>>();

/** Facts of the hardware that an offer and an instance row share: those of `gpus` GPUs of a machine. They never change. */
export function hardwareRow(spec: MachineSpec, firstGpu: number, gpus: number): Readonly<Row> {
  const rows = known.get(spec) ?? new Map<number, Readonly<Row>>();
  known.set(spec, rows);
  const key = firstGpu * 1_000 + gpus;
  const row = rows.get(key) ?? makeRow(spec, firstGpu, gpus);
  rows.set(key, row);
  return row;
}

function makeRow(spec: MachineSpec, firstGpu: number, gpus: number): Row {
  const share = gpus / spec.gpuCount;
  return {
    machine_id: spec.machineId,
    host_id: spec.hostId,
    hosting_type: spec.hostingType,
    external: null,
    cluster_id: null,
    hostname: null,
    logo: '/static/logos/vastai_small2.png',
    webpage: null,
    resource_type: 'gpu',
    gpu_name: spec.gpuName,
    num_gpus: gpus,
    gpu_frac: share,
    gpu_ram: spec.gpuRamMb,
    gpu_mem_bw: spec.gpuMemBandwidthGbps,
    gpu_lanes: 16,
    gpu_ids: Array.from({ length: gpus }, (_, index) => firstGpu + index),
    gpu_arch: spec.gpuArch,
    compute_cap: spec.computeCap,
    cuda_max_good: spec.cudaMaxGood,
    driver_version: spec.driverVersion,
    driver_vers: spec.cpu === null ? null : driverNumber(spec.driverVersion),
    gpu_display_active: false,
    gpu_max_power: spec.gpuMaxPowerW,
    gpu_max_temp: 90,
    bw_nvlink: spec.nvlinkGbps,
    pci_gen: spec.pciGen,
    pcie_bw: spec.pcieBandwidthGbps,
    total_flops: spec.tflopsPerGpu * gpus,
    cpu_name: spec.cpu?.name ?? null,
    cpu_arch: spec.cpuArch,
    cpu_ghz: spec.cpu?.ghz ?? null,
    cpu_cores: spec.cpu?.cores ?? null,
    cpu_cores_effective: spec.cpu === null ? 0 : spec.cpu.cores * share,
    cpu_ram: spec.cpuRamMb,
    has_avx: 1,
    disk_bw: spec.diskBandwidthMbps,
    disk_name: spec.diskName,
    mobo_name: spec.moboName,
    os_version: spec.osVersion,
    inet_down: spec.inetDownMbps,
    inet_up: spec.inetUpMbps,
    inet_down_cost: spec.inetDownCost,
    inet_up_cost: spec.inetUpCost,
    internet_down_cost_per_tb: spec.inetDownCost * 1000,
    internet_up_cost_per_tb: spec.inetUpCost * 1000,
    static_ip: spec.staticIp,
    direct_port_count: spec.portCount,
    geolocation: spec.geolocation,
    geolocode: geolocode(countryOf(spec.geolocation)),
    reliability2: spec.reliability,
    verification: spec.verification,
    vericode: vericode(spec.verification),
    vms_enabled: spec.vmsEnabled,
    is_vm_deverified: false,
    dlperf: spec.dlperfPerGpu * gpus,
    storage_cost: spec.storageCostPerGbMonth,
    platform_fee: null,
    credit_discount_max: 0.4,
  };
}
