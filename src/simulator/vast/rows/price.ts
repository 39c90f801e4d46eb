import { diskPricePerHour } from '../world/money';

/** The price object of offers and instances (`search`, `instance`). All USD per hour. */
export interface PriceObject {
  readonly gpuCostPerHour: number;
  readonly diskHour: number;
  readonly totalHour: number;
  readonly discountTotalHour: number;
  readonly discountedTotalPerHour: number;
  readonly slaPremiumPerHour: number;
}

/** Prices of a GPU rate and a disk, with a discount (0 to 1) on the GPU part. */
export function priceObject(
  gpu: number,
  storageCostPerGbMonth: number,
  diskGb: number,
  discountRate = 0,
): PriceObject {
  const diskHour = diskPricePerHour(storageCostPerGbMonth, diskGb);
  const discount = gpu * discountRate;
  return {
    gpuCostPerHour: gpu,
    diskHour,
    totalHour: gpu + diskHour,
    discountTotalHour: discount,
    discountedTotalPerHour: gpu + diskHour - discount,
    slaPremiumPerHour: 0,
  };
}
