/** A GPU model as it is found on the market: facts of the card, and the ranges that hosts ask for. */
export interface GpuModel {
  /** Spelling of the marketplace, with spaces. */
  readonly name: string;
  readonly ramMb: number;
  readonly arch: 'nvidia' | 'amd';
  /** Compute capability times 100. */
  readonly computeCap: number;
  readonly memBandwidthGbps: number;
  readonly tflops: number;
  readonly dlperf: number;
  readonly maxPowerW: number;
  readonly nvlinkGbps: number;
  readonly pciGen: number;
  /** USD per GPU and hour. */
  readonly price: readonly [number, number];
  /** Machines in the default market. */
  readonly machines: number;
  /** GPU counts of a machine, drawn evenly. */
  readonly counts: readonly number[];
  /** Found in datacenters rather than homes. */
  readonly datacenter: boolean;
}

type Row = readonly [
  name: string, ramMb: number, computeCap: number, memBandwidthGbps: number, tflops: number, dlperf: number,
  maxPowerW: number, low: number, high: number, machines: number, counts: readonly number[],
]; // prettier-ignore

const HOME: readonly Row[] = [
  ['RTX 3060', 12288, 860, 360, 12.7, 11.2, 170, 0.06, 0.45, 88, [1, 1, 1, 1, 2, 4]],
  ['RTX 3060 Ti', 8192, 860, 448, 16.2, 15.3, 200, 0.08, 0.3, 12, [1, 1, 2]],
  ['RTX 3070', 8192, 860, 448, 20.3, 17.8, 220, 0.08, 0.28, 14, [1, 1, 2, 4]],
  ['RTX 3080', 10240, 860, 760, 29.8, 26.1, 320, 0.11, 0.4, 14, [1, 2, 4]],
  ['RTX 3090', 24576, 860, 936, 35.6, 33.4, 350, 0.13, 0.55, 34, [1, 1, 2, 4, 8]],
  ['RTX 3090 Ti', 24564, 860, 1008, 40.0, 36.2, 450, 0.16, 0.6, 5, [1, 2]],
  ['RTX 4060 Ti', 16380, 890, 288, 22.1, 18.0, 165, 0.1, 0.32, 10, [1, 2]],
  ['RTX 4070', 12282, 890, 504, 29.1, 25.0, 200, 0.12, 0.4, 8, [1, 2]],
  ['RTX 4070S Ti', 16376, 890, 672, 44.1, 36.0, 285, 0.15, 0.45, 6, [1, 2]],
  ['RTX 4080', 16376, 890, 717, 48.7, 42.0, 320, 0.2, 0.55, 8, [1, 2]],
  ['RTX 4080S', 16376, 890, 736, 52.2, 44.0, 320, 0.2, 0.55, 6, [1, 2, 4]],
  ['RTX 4090', 24564, 890, 1008, 82.6, 91.0, 450, 0.28, 0.79, 40, [1, 1, 2, 4, 8]],
  ['RTX 5080', 16303, 1200, 960, 56.3, 71.0, 360, 0.24, 0.7, 6, [1, 2]],
  ['RTX 5090', 32607, 1200, 1792, 104.8, 150.0, 575, 0.38, 1.1, 16, [1, 2, 4, 8]],
  ['GTX 1080 Ti', 11264, 610, 484, 11.3, 8.4, 250, 0.05, 0.15, 5, [1, 2, 4]],
  ['Tesla T4', 15360, 750, 320, 8.1, 8.9, 70, 0.1, 0.3, 4, [1, 4]],
];

const RACK: readonly Row[] = [
  ['RTX A4000', 16376, 860, 448, 19.2, 17.4, 140, 0.11, 0.35, 8, [1, 2, 4]],
  ['RTX A5000', 24564, 860, 768, 27.8, 25.6, 230, 0.17, 0.5, 8, [1, 2, 4]],
  ['RTX A6000', 49140, 860, 768, 38.7, 36.5, 300, 0.36, 0.9, 8, [1, 2, 4, 8]],
  ['RTX 6000Ada', 49140, 890, 960, 91.1, 74.0, 300, 0.55, 1.2, 5, [1, 2, 4]],
  ['L40S', 46068, 890, 864, 91.6, 70.0, 350, 0.5, 1.1, 6, [1, 4, 8]],
  ['A100 PCIE', 81920, 800, 1935, 19.5, 48.0, 300, 0.6, 1.5, 6, [1, 2, 4]],
  ['A100 SXM4', 81920, 800, 2039, 19.5, 52.0, 400, 0.65, 1.7, 9, [4, 8]],
  ['H100 PCIE', 81559, 900, 2039, 51.2, 110.0, 350, 1.3, 2.9, 4, [1, 2]],
  ['H100 NVL', 95830, 900, 3938, 60.3, 130.0, 400, 1.4, 3.2, 4, [1, 2]],
  ['H100 SXM', 81559, 900, 3352, 66.9, 190.0, 700, 1.39, 5.09, 9, [1, 8, 8]],
  ['H200', 143771, 900, 4800, 66.9, 210.0, 700, 2.1, 4.6, 4, [8]],
  ['H200 NVL', 143771, 900, 4800, 60.3, 190.0, 600, 2.0, 4.2, 3, [1, 4]],
  ['B200', 183359, 1000, 8000, 80.0, 320.0, 1000, 3.0, 6.5, 3, [8]],
  ['RTX PRO 6000 WS', 97887, 1200, 1792, 125.0, 170.0, 600, 0.8, 1.9, 5, [1, 2, 4]],
];

function toModel(row: Row, datacenter: boolean): GpuModel {
  const [name, ramMb, computeCap, memBandwidthGbps, tflops, dlperf, maxPowerW, low, high, machines, counts] =
    row;
  const joined = name.includes('SXM') || name === 'B200' || name === 'H200';
  return {
    name,
    ramMb,
    arch: 'nvidia',
    computeCap,
    memBandwidthGbps,
    tflops,
    dlperf,
    maxPowerW,
    nvlinkGbps: joined ? 300 : 0,
    pciGen: computeCap >= 900 ? 5 : computeCap >= 800 ? 4 : 3,
    price: [low, high],
    machines,
    counts,
    datacenter,
  };
}

/** The models of the default market. */
export const GPU_MODELS: readonly GpuModel[] = [
  ...HOME.map((row) => toModel(row, false)),
  ...RACK.map((row) => toModel(row, true)),
  {
    name: 'MI300X',
    ramMb: 196288,
    arch: 'amd',
    computeCap: 0,
    memBandwidthGbps: 5300,
    tflops: 163.4,
    dlperf: 140,
    maxPowerW: 750,
    nvlinkGbps: 0,
    pciGen: 5,
    price: [1.6, 3.2],
    machines: 2,
    counts: [8],
    datacenter: true,
  },
];
