import type { DataSourceCase } from '../support/data-suite';

/** The data source `vastai_user`. */
export const userCase: DataSourceCase = {
  type: 'vastai_user',
  readings: [
    {
      what: 'the account of the key, and its money',
      arguments: {},
      read: (values, world) => {
        expect(values).toMatchObject({
          id: expect.stringMatching(/^\d+$/) as unknown,
          balance_usd: expect.any(Number) as unknown,
        });
        expect(values['credit_usd']).toBeCloseTo(world.simulator.world.money().credit, 2);
      },
    },
  ],
  failures: [],
  invalid: [],
};
