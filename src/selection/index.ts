/** Selection: pure functions from marketplace rows to an explained choice. Imports nothing, touches nothing. */
export type * from './types';
export type * from './record-types';
export type { Problem } from './check';
export { preferenceProblems, requirementProblems } from './check';
export { canonicalJson, compareText } from './canonical';
export { COUNTRIES } from './countries';
export type { Profile, ProfileName } from './defaults';
export {
  DEFAULT_WEIGHTS,
  PROFILES,
  defaultPreferences,
  defaultRequirements,
  normalizeWeights,
} from './defaults';
export { TOLERANCE } from './filters';
export { REASON_TEXTS, describeRelaxation, explainNothing } from './explain';
export { parseGeolocation } from './geolocation';
export { KNOWN_GPU_NAMES, gpuNameWarning, normalizeGpuName } from './gpu';
export { parseBlockedHosts } from './blocked';
export type { ReadyService } from './log';
export {
  LOG_PREFIX,
  formatBonus,
  formatLatency,
  formatPlace,
  formatPrice,
  renderLaunchLine,
  renderReadyLines,
  renderSelectionLog,
  selectedReason,
} from './log';
export { meetsRequirements, requirementFailures } from './meets';
export { normalizeRequirements } from './normalize';
export type { ProbeTarget } from './probing';
export { MAX_PROBES, isPublicAddress, probeTargets } from './probing';
export {
  MAX_PAGES,
  PAGE_LIMIT,
  buildDiagnosticQuery,
  buildOfferQuery,
  highestPrice,
  isTruncated,
  mergeRows,
  nextPageQuery,
  perCountryQueries,
} from './query';
export { configHash, trimRecord } from './record';
export type { RegionChoice, RegionList } from './region-list';
export { covers, isSubdivision, parseRegionList, reaches, resolveRegions, stagesOf } from './region-list';
export type { RegionEntry } from './regions';
export { REGIONS, TIER_BONUSES, TIER_LABELS, regionByCode } from './regions';
export { MODIFIERS } from './score';
export { MAX_CANDIDATES, select } from './select';
export { sha256 } from './sha256';
export { nearest, printable } from './text';
export { SILICON_VALLEY, distanceKm, vantageOfRegion } from './vantage';
