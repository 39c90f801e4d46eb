import { z } from 'zod';
import type { Random } from '../random';
import type { MachineSpec } from '../world/spec';
import { AddressBook, NETWORK } from './addresses';
import { GPU_MODELS } from './gpus';

const positive = z.number().positive();
const money = z.number().min(0);

const machineSchema = z.strictObject({
  machineId: z.int().positive().optional(),
  hostId: z.int().positive().optional(),
  hostingType: z.union([z.literal(0), z.literal(1)]).default(0),
  gpuName: z.string().min(1),
  gpuCount: z.int().min(1).max(64).default(1),
  chunk: z.int().min(1).optional(),
  gpuRamMb: z.int().positive().optional(),
  gpuArch: z.enum(['nvidia', 'amd']).optional(),
  computeCap: z.int().min(0).optional(),
  gpuMemBandwidthGbps: positive.optional(),
  tflopsPerGpu: positive.optional(),
  dlperfPerGpu: positive.optional(),
  gpuMaxPowerW: positive.optional(),
  cudaMaxGood: positive.default(12.6),
  driverVersion: z.string().default('560.35.03'),
  pciGen: positive.default(4),
  pcieBandwidthGbps: positive.default(20),
  nvlinkGbps: z.number().min(0).optional(),
  cpu: z
    .strictObject({ name: z.string(), cores: z.int().positive(), ghz: positive })
    .nullable()
    .default({ name: 'AMD EPYC 7502 32-Core Processor', cores: 64, ghz: 2.5 }),
  cpuArch: z.enum(['amd64', 'arm64']).default('amd64'),
  cpuRamMb: z.int().positive().default(64_000),
  diskGb: positive.default(500),
  diskBandwidthMbps: positive.default(2_000),
  diskName: z.string().default('nvme'),
  moboName: z.string().default('H12SSL-i'),
  osVersion: z.string().default('22.04'),
  inetDownMbps: z.number().min(0).default(800),
  inetUpMbps: z.number().min(0).default(500),
  inetDownCost: money.default(0.002),
  inetUpCost: money.default(0.002),
  publicIp: z
    .string()
    .regex(new RegExp(`^${NETWORK.replaceAll('.', '\\.')}\\.\\d{1,3}$`), `must be in ${NETWORK}.0/24`)
    .optional(),
  staticIp: z.boolean().default(false),
  portStart: z.int().min(1).max(65_535).optional(),
  portCount: z.int().min(0).max(10_000).default(100),
  geolocation: z.string().nullable().default('California, US'),
  pricePerGpuHour: positive,
  minBidPerGpuHour: money.optional(),
  storageCostPerGbMonth: money.default(0.15),
  reliability: z.number().min(0).max(1).default(0.99),
  verification: z.enum(['verified', 'unverified', 'deverified']).default('verified'),
  vmsEnabled: z.boolean().default(false),
  listedForSeconds: money.default(8_640_000),
  offeredForSeconds: positive.default(7_776_000),
} satisfies Record<keyof MachineSpec, z.ZodType>);

const marketSchema = z.strictObject({ machines: z.array(machineSchema).min(1) });

type MachineInput = z.infer<typeof machineSchema>;

function complete(input: MachineInput, index: number, book: AddressBook): MachineSpec {
  const model = GPU_MODELS.find((entry) => entry.name === input.gpuName);
  const hostId = input.hostId ?? 100_001 + index;
  const address =
    input.publicIp === undefined
      ? book.assign(hostId, false, input.portCount)
      : { ip: input.publicIp, portStart: input.portStart ?? 40_000 };
  return {
    ...input,
    machineId: input.machineId ?? 1_001 + index,
    hostId,
    chunk: input.chunk ?? 1,
    gpuRamMb: input.gpuRamMb ?? model?.ramMb ?? 24_564,
    gpuArch: input.gpuArch ?? model?.arch ?? 'nvidia',
    computeCap: input.computeCap ?? model?.computeCap ?? 800,
    gpuMemBandwidthGbps: input.gpuMemBandwidthGbps ?? model?.memBandwidthGbps ?? 500,
    tflopsPerGpu: input.tflopsPerGpu ?? model?.tflops ?? 20,
    dlperfPerGpu: input.dlperfPerGpu ?? model?.dlperf ?? 20,
    gpuMaxPowerW: input.gpuMaxPowerW ?? model?.maxPowerW ?? 300,
    nvlinkGbps: input.nvlinkGbps ?? model?.nvlinkGbps ?? 0,
    publicIp: address.ip,
    portStart: address.portStart,
    minBidPerGpuHour: input.minBidPerGpuHour ?? input.pricePerGpuHour * 0.6,
  };
}

function checkMachines(machines: readonly MachineSpec[], name: string): void {
  const ids = new Set<number>();
  for (const machine of machines) {
    if (ids.has(machine.machineId)) throw new Error(`${name}: machineId ${machine.machineId} occurs twice`);
    ids.add(machine.machineId);
    if (machine.chunk > machine.gpuCount) {
      throw new Error(
        `${name}: machine ${machine.machineId} offers slices of ${machine.chunk} GPUs but has ${machine.gpuCount}`,
      );
    }
    const clash = machines.find(
      (other) =>
        other !== machine &&
        other.publicIp === machine.publicIp &&
        other.portStart < machine.portStart + machine.portCount &&
        machine.portStart < other.portStart + other.portCount,
    );
    if (clash) {
      throw new Error(
        `${name}: machines ${machine.machineId} and ${clash.machineId} share ${machine.publicIp} and some of its ports`,
      );
    }
  }
}

/**
 * Reads a market from JSON: `{"machines":[{"gpuName":"RTX 3060","pricePerGpuHour":0.2}, …]}`; the rest has defaults, those
 * of a known GPU model for its facts. Throws an Error that names the file, the place and what is wrong.
 */
export function parseMarket(text: string, name: string, random: Random): readonly MachineSpec[] {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${name} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const result = marketSchema.safeParse(value);
  if (!result.success)
    throw new Error(`${name} is not a valid market file:\n${z.prettifyError(result.error)}`);
  const fixed = result.data.machines.flatMap((machine) => machine.publicIp ?? []);
  const book = new AddressBook(random, fixed);
  const machines = result.data.machines.map((machine, index) => complete(machine, index, book));
  checkMachines(machines, name);
  return machines;
}

/** A market as the text of a market file. */
export function renderMarket(machines: readonly MachineSpec[]): string {
  return `${JSON.stringify({ machines }, null, 2)}\n`;
}
