import type { RelaxableFilter, Relaxation, SelectionRecord } from './record-types';
import type { RejectReason, Requirements } from './types';

/** The region list that the seed suggests when North America has nothing. (selection.md 1.7) */
const GLOBAL_FALLBACK = 'US-CA,US-TX,US-NY,US,CA,EU';

/** What a reason is called in a sentence. */
export const REASON_TEXTS: Readonly<Record<RejectReason, string>> = {
  gpu_name: 'another GPU',
  num_gpus: 'another number of GPUs',
  rentable: 'not rentable',
  rented: 'already rented',
  verified: 'host not verified',
  price_missing: 'no price',
  price: 'too expensive',
  gpu_ram: 'too little GPU memory',
  reliability_missing: 'no reliability figure',
  reliability: 'not reliable enough',
  inet_down: 'download too slow',
  inet_up: 'upload too slow',
  disk_space: 'disk too small',
  ports: 'too few public ports',
  machine_missing: 'no machine id',
  blocked_host: 'host on the block list',
  blocked_machine: 'machine on the block list',
  blocked_region: 'region on the block list',
  taken: 'promised to another part of the app',
  region: 'outside the regions',
  latency: 'too far away',
};

/** How many codes or names a suggestion lists before it says how many more there are. */
const LISTED = 6;

function listed(value: Relaxation['value']): string {
  if (!Array.isArray(value)) return '';
  const shown = value.slice(0, LISTED).join(', ');
  return value.length > LISTED ? `${shown} and ${value.length - LISTED} more` : shown;
}

function below(name: string, now: number): (value: Relaxation['value']) => string {
  return (value) =>
    typeof value === 'number' ? `${name}=${value} (now ${now})` : `${name} without a limit (now ${now})`;
}

/** What to change, in the words of the configuration. */
const ADVICE: Readonly<Record<RelaxableFilter, (value: Relaxation['value'], now: Requirements) => string>> = {
  gpu_name: (value) => `allowing other GPUs (VAST_GPU_FALLBACK_TYPES): ${listed(value)}`,
  num_gpus: (value, now) => `another number of GPUs (now ${now.numGpus}): ${listed(value)}`,
  verified: () => 'VAST_VERIFIED_ONLY=false',
  price: (value, now) => below('VAST_MAX_PRICE_PER_HOUR', now.maxPricePerHour)(value),
  gpu_ram: (value, now) => below('VAST_MIN_GPU_MEMORY', now.minGpuMemoryGb)(value),
  reliability: (value, now) => below('VAST_RELIABILITY_SCORE', now.minReliability)(value),
  inet_down: (value, now) => below('VAST_MIN_DOWNLOAD_SPEED', now.minDownloadMbps)(value),
  inet_up: (value, now) => below('VAST_MIN_UPLOAD_SPEED', now.minUploadMbps)(value),
  disk_space: (value, now) => below('disk in GB', now.diskGb)(value),
  ports: (value, now) => below('public ports', now.portCount)(value),
  blocked_hosts: (value) => `taking off the block list: ${listed(value)}`,
  blocked_regions: (value) => `taking off the blocked regions: ${listed(value)}`,
  region: (value, now) => `adding to VAST_PREFERRED_REGIONS (now ${now.regions.join(',')}): ${listed(value)}`,
  latency: (value, now) => below('latency_check.max_acceptable_ms', now.maxLatencyMs ?? 0)(value),
};

/** One relaxation as a sentence: `VAST_MAX_PRICE_PER_HOUR=0.53 (now 0.5) admits 4; 1.2 admits 30`. */
export function describeRelaxation(
  { filter, first, value, admits }: Relaxation,
  requirements: Requirements,
): string {
  const advice = ADVICE[filter];
  if (first === null) return `${advice(value, requirements)} admits ${admits}`;
  const all = typeof value === 'number' ? String(value) : 'none';
  return `${advice(first.value, requirements)} admits ${first.admits}; ${all} admits ${admits}`;
}

/** The seed's three ways out, without those that are taken already. (selection.md 1.7) */
function suggestions({ maxPricePerHour, minReliability, regions }: Requirements): string[] {
  return [
    ...(maxPricePerHour < 0.75 ? ['raise VAST_MAX_PRICE_PER_HOUR to 0.75'] : []),
    ...(minReliability > 0.85 ? ['lower VAST_RELIABILITY_SCORE to 0.85'] : []),
    ...(regions.includes('EU') || regions.includes('*')
      ? []
      : [`allow a global fallback with VAST_PREFERRED_REGIONS=${GLOBAL_FALLBACK}`]),
  ];
}

/**
 * Why nothing matched and what would help, several lines: counts per reason, what relaxing each single limit admits,
 * and the general ways out. (selection.md 5.10)
 */
export function explainNothing(record: SelectionRecord): string {
  const { counts, requirements, relaxations } = record;
  const gpus = [requirements.gpuName, ...requirements.fallbackGpuNames].join(' or ');
  const price = `at most $${requirements.maxPricePerHour}/hr`;
  const lines = [`No offer matches ${gpus} in ${requirements.regions.join(',')} for ${price}.`];
  if (counts.returned === 0) {
    lines.push('The marketplace returned no offer for these limits.');
  } else {
    const reasons = Object.entries(counts.byReason)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${REASON_TEXTS[reason as RejectReason]} ${count}`);
    if (counts.malformed > 0) reasons.push(`unreadable ${counts.malformed}`);
    lines.push(
      `Of ${counts.returned} offers returned, rejected (one may fail several): ${reasons.join(', ')}.`,
    );
  }
  if (relaxations.length > 0) {
    lines.push('Changing one thing only:');
    lines.push(...relaxations.map((relaxation) => `  - ${describeRelaxation(relaxation, requirements)}`));
  }
  const ways = suggestions(requirements);
  if (ways.length > 0) lines.push(`Other ways out: ${ways.join('; or ')}.`);
  return lines.join('\n');
}
