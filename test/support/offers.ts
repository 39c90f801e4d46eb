/** Builders of marketplace rows and of selection input, with the defaults of selection.md 8.1. */
import type { LatencyProbe, Preferences, Requirements, SelectInput } from '../../src/selection';
import { defaultPreferences, defaultRequirements } from '../../src/selection';

/** A row of a search answer. */
export type OfferRow = Readonly<Record<string, unknown>>;

/** What a row is made from: the id, and whatever differs from the defaults. */
export interface OfferFields extends OfferRow {
  readonly id: number;
}

/** The address that builders give to an offer, one each; of the range for benchmarks, so nobody answers there. */
export function addressOf(offerId: number): string {
  return `198.18.${Math.floor(offerId / 250) % 250}.${offerId % 250}`;
}

/** One row: an RTX 3060 as the golden vectors have it, with an address of its own. */
export function offer(fields: OfferFields): OfferRow {
  return {
    gpu_name: 'RTX 3060',
    gpu_ram: 12288,
    num_gpus: 1,
    inet_down: 500,
    inet_up: 400,
    verification: 'verified',
    rentable: true,
    rented: false,
    duration: null,
    machine_id: fields.id + 50000,
    host_id: fields.id + 90000,
    public_ipaddr: addressOf(fields.id),
    ...fields,
  };
}

/** Probe results that measured the given milliseconds for offers built by `offer`. */
export function measured(msByOffer: Readonly<Record<number, number>>): LatencyProbe[] {
  return Object.entries(msByOffer).map(([id, ms]) => ({ address: addressOf(Number(id)), samplesMs: [ms] }));
}

/** Requirements of the golden vectors (regions `US`), with changes. */
export function requirements(changes: Partial<Requirements> = {}): Requirements {
  return { ...defaultRequirements, regions: ['US'], ...changes };
}

/** Default preferences, with changes. */
export function preferences(changes: Partial<Preferences> = {}): Preferences {
  return { ...defaultPreferences, ...changes };
}

/** The time that test selections are made at. */
export const TAKEN_AT = '2026-11-23T09:00:00.000Z';

/** Input of a selection, with the defaults of the golden vectors. */
export function selectInput(changes: Partial<SelectInput> & Pick<SelectInput, 'offers'>): SelectInput {
  return { requirements: requirements(), preferences: preferences(), takenAt: TAKEN_AT, ...changes };
}

/** The seed's three offers (S). */
export const SEED_OFFERS: readonly OfferRow[] = [
  offer({ id: 12345, geolocation: 'California, US', dph_total: 0.23, reliability: 0.985 }),
  offer({ id: 12346, geolocation: 'Texas, US', dph_total: 0.21, reliability: 0.972 }),
  offer({ id: 12347, geolocation: 'New York, US', dph_total: 0.19, reliability: 0.991 }),
];

/** The round trips of the seed's example. */
export const SEED_LATENCIES: readonly LatencyProbe[] = measured({ 12345: 12, 12346: 28, 12347: 45 });

/** 31 fillers (F) that make the pool of the seed's example 34 offers. */
export const FILLER_OFFERS: readonly OfferRow[] = Array.from({ length: 31 }, (_, index) =>
  offer({
    id: 30001 + index,
    geolocation: 'Florida, US',
    dph_total: Math.round((0.185 + 0.0025 * index) * 1e4) / 1e4,
    reliability: 0.95,
    inet_down: 150,
    inet_up: 120,
    duration: 259200,
  }),
);
