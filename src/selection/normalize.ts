import { normalizeGpuName } from './gpu';
import type { Requirements } from './types';

/** Region codes as the table spells them. */
function regionCodes(list: readonly string[]): readonly string[] {
  return list.map((entry) => entry.trim().toUpperCase());
}

/**
 * Requirements with GPU names and region codes in the one spelling that everything is compared in. Whoever takes them
 * from a user (a construct, HCL) can pass them on as they came: search, selection and checks do this first. Hash the
 * normalised ones, so that `rtx3060` and `RTX 3060` are one request.
 */
export function normalizeRequirements<T extends Partial<Requirements>>(requirements: T): T {
  const { gpuName, fallbackGpuNames, regions, blockedRegions } = requirements;
  return {
    ...requirements,
    ...(gpuName === undefined ? {} : { gpuName: normalizeGpuName(gpuName) }),
    ...(fallbackGpuNames === undefined ? {} : { fallbackGpuNames: fallbackGpuNames.map(normalizeGpuName) }),
    ...(regions === undefined ? {} : { regions: regionCodes(regions) }),
    ...(blockedRegions === undefined ? {} : { blockedRegions: regionCodes(blockedRegions) }),
  };
}
