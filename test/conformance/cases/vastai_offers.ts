import type { DataSourceCase } from '../support/data-suite';

const REQUIREMENTS = '{ gpu_name = "RTX 3060", max_price_per_hour = 0.5 }';

interface Candidate {
  readonly id: number;
  readonly machine_id: number;
  readonly price_per_hour: number;
  readonly region: string;
}

const candidatesOf = (values: Readonly<Record<string, unknown>>): readonly Candidate[] =>
  values['candidates'] as readonly Candidate[];

/** The data source `vastai_offers`. */
export const offersCase: DataSourceCase = {
  type: 'vastai_offers',
  readings: [
    {
      what: 'the best offers, one a machine, within the price',
      arguments: { requirements: REQUIREMENTS, ports: '["8001/tcp", "8000/tcp"]' },
      read: (values, world) => {
        const candidates = candidatesOf(values);
        const offers = new Map(world.simulator.world.offers().map((offer) => [offer.id, offer]));
        expect(candidates).toHaveLength(5);
        expect(new Set(candidates.map((candidate) => candidate.machine_id)).size).toBe(5);
        for (const candidate of candidates) {
          expect(offers.get(candidate.id)).toMatchObject({
            gpuName: 'RTX 3060',
            machineId: candidate.machine_id,
          });
          expect(candidate.price_per_hour).toBeLessThanOrEqual(0.5);
          expect(candidate.region).toMatch(/^(US|CA)/);
        }
        expect(values['explanation']).toMatch(/← WINNER/);
        const record = JSON.parse(String(values['selection_record'])) as { ranking: { offerId: number }[] };
        expect(record.ranking[0]?.offerId).toBe(candidates[0]?.id);
      },
    },
    {
      what: 'a larger disk costs more',
      arguments: { requirements: REQUIREMENTS, disk_gb: '100', ports: '["8001/tcp", "8000/tcp"]' },
      read: (values, world) => {
        const [first] = candidatesOf(values);
        const offer = world.simulator.world.offers().find(({ id }) => id === first?.id);
        const machine = world.simulator.world
          .machines()
          .find(({ spec }) => spec.machineId === offer?.machineId);
        const disk = ((machine?.spec.storageCostPerGbMonth ?? NaN) * 100) / 720;
        expect(first?.price_per_hour).toBeCloseTo((offer?.gpuPricePerHour ?? NaN) + disk, 4);
      },
    },
    {
      what: 'preferences decide the order: the cheapest first when only the price counts',
      arguments: {
        requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 0.5, regions = ["US"] }',
        preferences:
          '{ region_policy = "score", weights = { price = 1, latency = 0, gpu_match = 0, reliability = 0, availability = 0 }, modifiers = {} }',
      },
      read: (values) => {
        const prices = candidatesOf(values).map((candidate) => candidate.price_per_hour);
        expect(prices[0]).toBe(Math.min(...prices));
        expect(JSON.parse(String(values['selection_record']))).toMatchObject({
          policy: 'score',
          weights: { price: 1, latency: 0 },
        });
      },
    },
  ],
  failures: [
    {
      what: 'nothing matches',
      arguments: { requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 0.001 }' },
      message: /No offer matches .*too expensive \d+/,
    },
  ],
  invalid: [
    { set: { requirements: '{ gpu_name = "RTX 3060" }' }, message: /max_price_per_hour/, at: 'requirements' },
    {
      set: { requirements: '{ gpu_name = "RTX 3060", max_price_per_hour = 1, regions = ["US-XX"] }' },
      message: /US-XX/,
      at: 'requirements',
    },
    { set: { preferences: '{ on_unprobed = "guess" }' }, message: /must be one of/, at: 'preferences' },
    { set: { disk_gb: '4' }, message: /at least 8/, at: 'disk_gb' },
    { set: { ports: '["8001"]' }, message: /a port like/, at: 'ports' },
  ],
};
