const PLACES = [
  'California, US',
  'Texas, US',
  'New York, US',
  'Washington, US',
  'Florida, US',
  'Virginia, US',
  'Ohio, US',
  ', US',
  'Ontario, CA',
  'Quebec, CA',
  'British Columbia, CA',
  'Mexico, MX',
  'Germany, DE',
  'Poland, PL',
  'Japan, JP',
];
const GPUS = ['RTX 3060', 'RTX 3060', 'RTX 3060', 'RTX 3060 Ti', 'RTX 4090'];

/** A generator of numbers from 0 to 1, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    // Marsaglia's xorshift: a bench needs the same rows every time, not good randomness.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Rows of a search answer as the marketplace sends them.
 * @param allFit every row passes the default limits; else about a quarter does
 */
export function marketRows(amount: number, allFit: boolean): readonly Readonly<Record<string, unknown>>[] {
  const next = numbersFrom(20_261_123);
  const pick = <T>(list: readonly T[], last = list.length): T | undefined => list[Math.floor(next() * last)];
  return Array.from({ length: amount }, (_, index) => ({
    id: 1_000_000 + index,
    machine_id: 10_000 + Math.floor(next() * amount * 0.7),
    host_id: 100_000 + Math.floor(next() * 2000),
    gpu_name: allFit ? 'RTX 3060' : pick(GPUS),
    gpu_ram: 12_288,
    num_gpus: 1,
    dph_total: Math.round((0.08 + next() * (allFit ? 0.42 : 0.9)) * 1e6) / 1e6,
    reliability: (allFit ? 0.95 : 0.9) + next() * (allFit ? 0.05 : 0.1),
    inet_down: 100 + next() * 900,
    inet_up: 100 + next() * 600,
    disk_space: 60 + next() * 900,
    direct_port_count: 1 + Math.floor(next() * 200),
    duration: next() * 5_000_000,
    start_date: 1_700_000_000 + next() * 50_000_000,
    verification: allFit || next() > 0.2 ? 'verified' : 'unverified',
    rentable: true,
    rented: false,
    hosting_type: next() > 0.7 ? 1 : 0,
    geolocation: pick(PLACES, allFit ? 11 : PLACES.length),
    public_ipaddr: `198.51.${index % 250}.${Math.floor(index / 250) % 250}`,
  }));
}
