import type { Random } from '../random';
import type { MachineSpec } from '../world/spec';
import { NORTHERN_NEIGHBOURS, OVERSEAS, type Place, STAPLE_STATES, UNITED_STATES } from './geography';
import { GPU_MODELS, type GpuModel } from './gpus';
import { AddressBook } from './addresses';

const CPUS = [
  { name: 'AMD EPYC 7763 64-Core Processor', cores: 128, ghz: 2.45 },
  { name: 'AMD EPYC 7502 32-Core Processor', cores: 64, ghz: 2.5 },
  { name: 'Xeon® E5-2680 v4', cores: 56, ghz: 2.4 },
  { name: 'Xeon® Gold 6248', cores: 40, ghz: 2.5 },
  { name: 'AMD Ryzen 9 5950X 16-Core Processor', cores: 32, ghz: 3.4 },
  { name: 'Core™ i7-12700K', cores: 20, ghz: 3.6 },
  { name: 'Core™ i5-10400', cores: 12, ghz: 2.9 },
] as const;

const DRIVERS: readonly (readonly [string, number])[] = [
  ['535.183.01', 12.2],
  ['550.90.07', 12.4],
  ['560.35.03', 12.6],
  ['570.124.06', 12.8],
  ['580.95.05', 13.0],
  ['595.84', 13.1],
];

const BOARDS = [
  'ROME2D16-2T',
  'X10DRi',
  'B450M PRO-VDH',
  'Z690 AORUS',
  'H12SSL-i',
  'Super Server',
  'X99-F8',
] as const;
const DISKS = [
  'Samsung SSD 990 PRO 2TB',
  'WD_BLACK SN850X 4000GB',
  'nvme',
  'KINGSTON SNV2S2000G',
  'MZ7LH960',
] as const;

/** Rounds to `digits` decimals. */
export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function pickPlace(random: Random, places: readonly Place[]): Place {
  const total = places.reduce((sum, place) => sum + place.weight, 0);
  let rest = random.next() * total;
  for (const place of places) {
    rest -= place.weight;
    if (rest < 0) return place;
  }
  return places[places.length - 1] as Place;
}

/** Where a model's machines stand: two thirds in the US, most of the rest overseas. */
function drawPlace(random: Random): Place {
  const roll = random.next();
  if (roll < 0.62) return pickPlace(random, UNITED_STATES);
  return pickPlace(random, roll < 0.74 ? NORTHERN_NEIGHBOURS : OVERSEAS);
}

interface Wish {
  readonly place: Place;
  /** A machine that a careful renter would take: verified, reliable, fast, fairly priced. */
  readonly staple: boolean;
}

function wishesFor(model: GpuModel, random: Random): Wish[] {
  const wishes: Wish[] = [];
  if (model.name === 'RTX 3060' || model.name === 'RTX 4090') {
    for (const state of STAPLE_STATES) {
      wishes.push({ place: { geolocation: `${state}, US`, weight: 1 }, staple: true });
    }
    for (const geolocation of ['British Columbia, CA', 'Ontario, CA']) {
      wishes.push({ place: { geolocation, weight: 1 }, staple: true });
    }
  }
  while (wishes.length < model.machines) wishes.push({ place: drawPlace(random), staple: false });
  return wishes;
}

/** The smallest slice that a host offers. */
function drawChunk(random: Random, gpuCount: number): number {
  if (gpuCount === 1 || random.chance(0.75)) return 1;
  return random.chance(0.5) ? gpuCount : Math.max(1, gpuCount / 2);
}

/** A power law between two bounds: cheap, slow and short are common, the rest is rare. */
function skewed(random: Random, low: number, high: number, power: number): number {
  return low + (high - low) * random.next() ** power;
}

function drawVerification(random: Random, staple: boolean): MachineSpec['verification'] {
  if (staple || random.chance(0.74)) return 'verified';
  return random.chance(0.12) ? 'deverified' : 'unverified';
}

interface Host {
  readonly hostId: number;
  readonly place: Place;
  readonly sharesAddress: boolean;
}

function makeMachine(
  random: Random,
  model: GpuModel,
  wish: Wish,
  host: Host,
  id: number,
  book: AddressBook,
): MachineSpec {
  const gpuCount = wish.staple ? 1 : random.pick(model.counts);
  const cpu = random.pick(CPUS);
  const [driverVersion, cudaMaxGood] = wish.staple
    ? (DRIVERS[2] as readonly [string, number])
    : random.pick(DRIVERS);
  const silent = !wish.staple && random.chance(0.035);
  const portCount = wish.staple ? random.int(100, 256) : random.chance(0.04) ? 0 : random.int(49, 256);
  const address = book.assign(host.hostId, host.sharesAddress, portCount);
  const [low, high] = model.price;
  const price = wish.staple
    ? skewed(random, low * 2.2, Math.min(high, low * 4.5), 1.2)
    : skewed(random, low, high, 1.6);
  const datacenter = model.datacenter ? random.chance(0.8) : random.chance(0.12);
  const inetDown = wish.staple
    ? random.between(400, 1800)
    : skewed(random, 60, model.datacenter ? 34_488 : 2400, 2.2);
  const days = wish.staple ? random.between(30, 191) : skewed(random, 7, 191, 1.4);
  return {
    machineId: id,
    hostId: host.hostId,
    hostingType: datacenter ? 1 : 0,
    gpuName: model.name,
    gpuCount,
    chunk: drawChunk(random, gpuCount),
    gpuRamMb: model.ramMb,
    gpuArch: model.arch,
    computeCap: model.computeCap,
    gpuMemBandwidthGbps: round(model.memBandwidthGbps * random.between(0.85, 0.98), 1),
    tflopsPerGpu: round(model.tflops, 2),
    dlperfPerGpu: round((model.dlperf * random.between(0.88, 1.08)) / (silent ? 100 : 1), 4),
    gpuMaxPowerW: model.maxPowerW,
    cudaMaxGood,
    driverVersion,
    pciGen: model.pciGen,
    pcieBandwidthGbps: round(random.between(2.5, model.pciGen * 6), 1),
    nvlinkGbps: model.nvlinkGbps,
    cpu: silent ? null : cpu,
    cpuArch: 'amd64',
    cpuRamMb: Math.max(16, gpuCount * random.pick([16, 32, 64, 128])) * 1000 + random.int(100, 900),
    diskGb: round(random.between(wish.staple ? 300 : 60, 1800) * Math.sqrt(gpuCount), 1),
    diskBandwidthMbps: round(random.between(400, 6000), 1),
    diskName: random.pick(DISKS),
    moboName: random.pick(BOARDS),
    osVersion: random.pick(['20.04', '22.04', '22.04', '24.04']),
    inetDownMbps: round(inetDown, 1),
    inetUpMbps: round(wish.staple ? random.between(200, 1200) : inetDown * random.between(0.3, 1), 1),
    inetDownCost: silent ? 0 : round(skewed(random, 0.0005, 0.02, 2), 6),
    inetUpCost: silent ? 0 : round(skewed(random, 0.0005, 0.03, 2), 6),
    publicIp: address.ip,
    staticIp: datacenter && random.chance(0.6),
    portStart: address.portStart,
    portCount,
    geolocation: host.place.geolocation,
    pricePerGpuHour: round(price, 6),
    minBidPerGpuHour: round(price * (silent ? 1.3 : random.between(0.4, 0.75)), 6),
    storageCostPerGbMonth: round(skewed(random, 0.05, 0.3, 1.2), 6),
    reliability: round(wish.staple ? random.between(0.97, 0.9985) : 0.9993 - 0.11 * random.next() ** 3, 7),
    verification: drawVerification(random, wish.staple),
    vmsEnabled: model.datacenter && random.chance(0.4),
    listedForSeconds: random.int(86_400, 40_000_000),
    offeredForSeconds: Math.round(days * 86_400),
  };
}

/**
 * A market like the recorded ones (vast-api.md 2.5): some 350 machines, well over 200 offers at a time, the same for the
 * same seed. Every address is of 198.51.100.0/24, which nobody on the Internet has.
 */
export function generateMarket(random: Random): readonly MachineSpec[] {
  const ids = random.fork('ids');
  const book = new AddressBook(random.fork('addresses'));
  const machines: MachineSpec[] = [];
  const used = new Set<number>();
  const fresh = (low: number, high: number): number => {
    for (;;) {
      const id = ids.int(low, high);
      if (!used.has(id)) {
        used.add(id);
        return id;
      }
    }
  };
  for (const model of GPU_MODELS) {
    const draw = random.fork(model.name);
    let previous: Host | null = null;
    for (const wish of wishesFor(model, draw)) {
      const again = previous !== null && !wish.staple && draw.chance(0.3);
      const host: Host =
        again && previous !== null
          ? { ...previous, sharesAddress: draw.chance(0.75) }
          : { hostId: fresh(100_000, 499_999), place: wish.place, sharesAddress: false };
      machines.push(makeMachine(draw, model, wish, host, fresh(1_000, 99_999), book));
      previous = host;
    }
  }
  return machines;
}
