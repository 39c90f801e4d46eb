import { heldOnDemand, minBid } from '../world/allocation';
import type { Slice } from '../world/model';
import { diskPricePerHour } from '../world/money';
import { freeDiskGb } from '../world/rent';
import { volumeAskId, volumeSpaceGb } from '../world/volumes';
import type { World } from '../world/world';
import { hardwareRow, type Row } from './hardware';
import { priceObject } from './price';

/** Which price a search shows. */
export type OfferType = 'on-demand' | 'bid' | 'reserved';

/** One offer as the search returns it, priced for a type and a disk of `allocatedGb` (vast-api.md 2.5, 2.6). */
export function offerRow(
  world: World,
  slice: Slice,
  type: OfferType,
  allocatedGb: number,
  bundled: number,
): Row {
  const { machine } = slice;
  const { spec } = machine;
  const floor = minBid(slice);
  const base = type === 'bid' ? floor : spec.pricePerGpuHour * slice.gpus;
  const disk = diskPricePerHour(spec.storageCostPerGbMonth, allocatedGb);
  const total = base + disk;
  const dlperf = spec.dlperfPerGpu * slice.gpus;
  const flops = spec.tflopsPerGpu * slice.gpus;
  const volumeGb = volumeSpaceGb(machine);
  const discount = spec.verification === 'verified' ? 0 : null;
  return {
    id: slice.askId,
    ask_contract_id: slice.askId,
    bundle_id: slice.bundleId,
    bundled_results: bundled > 1 ? bundled : null,
    rn: 1,
    ...hardwareRow(spec, slice.firstGpu, slice.gpus),
    gpu_total_ram: spec.gpuRamMb * slice.gpus,
    public_ipaddr: spec.publicIp,
    direct_port_start: -1,
    direct_port_end: -1,
    disk_space: freeDiskGb(slice),
    reliability: spec.reliability,
    reliability_mult: 0.9 + spec.reliability / 10,
    expected_reliability: spec.reliability,
    rentable: !heldOnDemand(slice),
    rented: false,
    score: (dlperf / (total + 0.01)) * spec.reliability,
    dlperf_per_dphtotal: dlperf / total,
    flops_per_dphtotal: flops / total,
    start_date: machine.listedAt / 1000,
    end_date: machine.endsAt / 1000,
    duration: (machine.endsAt - world.time) / 1000,
    time_remaining: '',
    time_remaining_isbid: '',
    dph_base: base,
    dph_total: total,
    dph_total_adj: total,
    min_bid: floor,
    is_bid: type === 'bid',
    storage_total_cost: disk,
    search: priceObject(base, spec.storageCostPerGbMonth, allocatedGb),
    instance: priceObject(0, spec.storageCostPerGbMonth, allocatedGb),
    discount_rate: discount,
    discounted_hourly: 0,
    discounted_dph_total: total,
    vram_costperhour: base / (spec.gpuRamMb * slice.gpus),
    avail_vol_ask_id: volumeGb > 0 ? volumeAskId(machine) : null,
    avail_vol_dph: volumeGb > 0 ? diskPricePerHour(spec.storageCostPerGbMonth, volumeGb) : null,
    avail_vol_size: volumeGb > 0 ? volumeGb : null,
    nw_disk_min_bw: null,
    nw_disk_avg_bw: null,
    nw_disk_max_bw: null,
    sla_sigma_x: null,
    sla_broker_rate: null,
    sla_r_claim: null,
  };
}

interface Remembered {
  readonly key: string;
  readonly row: Row;
}

const remembered = new WeakMap<Slice, Remembered>();

/** The row of an offer, made anew only when something that it shows has changed; the time left always changes. */
function currentRow(world: World, slice: Slice, type: OfferType, allocatedGb: number, bundled: number): Row {
  const key = `${slice.askId ?? 0}|${slice.machine.version}|${type}|${allocatedGb}|${bundled}`;
  const known = remembered.get(slice);
  const row = known?.key === key ? known.row : offerRow(world, slice, type, allocatedGb, bundled);
  remembered.set(slice, { key, row });
  row.duration = (slice.machine.endsAt - world.time) / 1000;
  return row;
}

/** The offers that a search looks through: of equal slices of one machine only the first, unless told otherwise. */
export function offerRows(
  world: World,
  type: OfferType,
  allocatedGb: number,
  options: { readonly everySlice: boolean },
): Row[] {
  const rows: Row[] = [];
  for (const machine of world.machines.values()) {
    const free = new Map<number, Slice[]>();
    for (const slice of machine.slices) {
      if (slice.askId === null) continue;
      const equals = free.get(slice.gpus);
      if (equals) equals.push(slice);
      else free.set(slice.gpus, [slice]);
    }
    for (const equals of free.values()) {
      const shown = options.everySlice ? equals : equals.slice(0, 1);
      for (const slice of shown) {
        rows.push(currentRow(world, slice, type, allocatedGb, options.everySlice ? 1 : equals.length));
      }
    }
  }
  return rows;
}
