import type { DataSourceCase } from '../support/data-suite';

const SUPPORT = `
resource "vastai_instance" "one" {
  image        = "example/june:1"
  label        = "june"
  env          = { MODEL = "small" }
  ports        = ["8001/tcp"]
  requirements = { gpu_name = "RTX 3060", max_price_per_hour = 0.5 }
  timeouts     = { create = "60m" }
}

resource "vastai_instance" "two" {
  image        = "example/june:2"
  requirements = { gpu_name = "RTX 3060", max_price_per_hour = 0.5 }
  timeouts     = { create = "60m" }
}
`;

/** The data source `vastai_instance`. */
export const instanceDataCase: DataSourceCase = {
  type: 'vastai_instance',
  support: SUPPORT,
  readings: [
    {
      what: 'one instance, without the values of its variables',
      arguments: { id: 'vastai_instance.one.id' },
      read: (values, { simulator }) => {
        const rental = simulator.world.rental(Number(values['id']));
        expect(values).toMatchObject({
          label: 'june',
          stage: 'settled',
          status: 'running',
          power: 'running',
          image: 'example/june:1',
          env_names: expect.arrayContaining(['MODEL']) as unknown,
          public_ip: rental?.publicIp,
          port_map: { ...rental?.ports },
          machine_id: rental?.machineId,
          gpu_name: 'RTX 3060',
          interruptible: false,
        });
        expect(JSON.stringify(values)).not.toContain('small');
      },
    },
  ],
  failures: [{ what: 'there is none', arguments: { id: '"999999999"' }, message: /999999999/ }],
  invalid: [{ set: { id: '"june"' }, message: /the number of an instance/, at: 'id' }],
};

/** The data source `vastai_instances`. */
export const instancesCase: DataSourceCase = {
  type: 'vastai_instances',
  support: SUPPORT,
  readings: [
    {
      what: 'all instances, by number',
      arguments: {},
      read: (values, { simulator }) => {
        const ids = simulator.world.rentals().map(({ id }) => id);
        expect(values['instances']).toMatchObject(
          [...ids].sort((a, b) => a - b).map((id) => ({ id: String(id) })),
        );
        expect(ids).toHaveLength(2);
      },
    },
    {
      what: 'those with a label',
      arguments: { label: '"june"' },
      read: (values) =>
        expect(values['instances']).toMatchObject([{ label: 'june', image: 'example/june:1' }]),
    },
    {
      what: 'none',
      arguments: { label: '"nobody"' },
      read: (values) => expect(values['instances']).toEqual([]),
    },
  ],
  failures: [],
  invalid: [],
};
