import { canonicalJson } from './canonical';
import { parseGeolocation } from './geolocation';
import { normalizeGpuName } from './gpu';
import { unknownRegion } from './regions';
import { printable } from './text';
import type { Region } from './types';

/** A row of the market as far as it can be believed; what is missing or no number is `null`. (selection.md 5.3) */
export interface CleanOffer {
  readonly id: number;
  readonly machineId: number | null;
  readonly hostId: number | null;
  readonly gpuName: string;
  readonly numGpus: number | null;
  /** MB of one GPU. */
  readonly gpuRamMb: number | null;
  /** USD an hour including the disk. Never 0 or less: nobody gives GPUs away, so that is a row gone wrong. */
  readonly price: number | null;
  /** 0 to 1; a figure beyond (a percentage, say) counts as missing. */
  readonly reliability: number | null;
  readonly inetDownMbps: number | null;
  readonly inetUpMbps: number | null;
  readonly diskGb: number | null;
  readonly ports: number | null;
  readonly durationSeconds: number | null;
  /** Seconds since 1970 of the listing's start. */
  readonly startDate: number | null;
  readonly hostingType: number | null;
  readonly verified: boolean;
  readonly rentable: boolean;
  readonly rented: boolean;
  readonly region: Region;
  readonly address: string | null;
}

/** Rows sorted out, one offer an id. */
export interface CleanResult {
  readonly offers: readonly CleanOffer[];
  readonly malformed: number;
  readonly duplicates: number;
  /** The lowest id that came more than once. */
  readonly firstDuplicate: number | undefined;
}

type Row = Readonly<Record<string, unknown>>;

/** Works through a function only once per text: thousands of rows share a few dozen places and names. */
function memo<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const hit = known.get(text);
    if (hit !== undefined) return hit;
    const value = compute(text);
    known.set(text, value);
    return value;
  };
}

/** Figures beyond this mean nothing: no price, bandwidth or time of an offer is near it. */
const BELIEVABLE = 1e12;

function finite(value: unknown): number | null {
  // Adding 0 turns -0, which JSON cannot tell from 0, into 0.
  return typeof value === 'number' && Math.abs(value) <= BELIEVABLE ? value + 0 : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function within(value: number | null, low: number, high: number): number | null {
  return value !== null && value >= low && value <= high ? value : null;
}

function identifier(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** Longest GPU name worth reading. */
const LONGEST_NAME = 100;

/** Sorts out the rows of a search answer. Never throws, whatever they are. */
export function cleanOffers(rows: readonly unknown[]): CleanResult {
  const regionOf = memo(parseGeolocation);
  const gpuNameOf = memo((text) => normalizeGpuName(printable(text, LONGEST_NAME)));
  const nowhere = unknownRegion('');
  const offers = new Map<number, CleanOffer>();
  let malformed = 0;
  let duplicates = 0;
  let firstDuplicate: number | undefined;

  for (const value of rows) {
    const row = typeof value === 'object' && value !== null ? (value as Row) : undefined;
    const id = identifier(row?.['id']);
    if (row === undefined || id === null) {
      malformed += 1;
      continue;
    }
    const price = finite(row['dph_total']);
    const geolocation = text(row['geolocation']);
    const offer: CleanOffer = {
      id,
      machineId: identifier(row['machine_id']),
      hostId: identifier(row['host_id']),
      gpuName: gpuNameOf(text(row['gpu_name']) ?? ''),
      numGpus: finite(row['num_gpus']),
      gpuRamMb: finite(row['gpu_ram']),
      price: price !== null && price > 0 ? price : null,
      reliability: within(finite(row['reliability']) ?? finite(row['reliability2']), 0, 1),
      inetDownMbps: finite(row['inet_down']),
      inetUpMbps: finite(row['inet_up']),
      diskGb: finite(row['disk_space']),
      ports: finite(row['direct_port_count']),
      durationSeconds: finite(row['duration']),
      startDate: finite(row['start_date']),
      hostingType: finite(row['hosting_type']),
      verified: row['verification'] === 'verified',
      rentable: row['rentable'] === true,
      rented: row['rented'] === true,
      region: geolocation === null ? nowhere : regionOf(geolocation),
      address: text(row['public_ipaddr'])?.slice(0, 64).trim() ?? null,
    };
    const known = offers.get(id);
    if (known !== undefined) {
      duplicates += 1;
      firstDuplicate = Math.min(id, firstDuplicate ?? id);
    }
    offers.set(id, known === undefined ? offer : dearer(known, offer));
  }
  return { offers: [...offers.values()], malformed, duplicates, firstDuplicate };
}

/**
 * Which of two rows for one offer counts: the one with a price, then the higher price; then by content, so that the
 * answer does not depend on the order of the rows.
 */
function dearer(a: CleanOffer, b: CleanOffer): CleanOffer {
  const difference = (a.price ?? 0) - (b.price ?? 0);
  if (difference !== 0) return difference > 0 ? a : b;
  return canonicalJson(a) <= canonicalJson(b) ? a : b;
}
