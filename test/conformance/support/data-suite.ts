import type { AcceptanceWorld } from '../../support/acceptance-world';
import type { Hcl, Invalid } from './case';
import { type Refusal, refusals } from './invalid';
import { blockHcl } from './project';
import { type ConformanceWorld, openConformanceWorld, PLAIN } from './world';

/** One question to a data source. */
export interface Reading {
  /** Ends the title "reads …". */
  readonly what: string;
  readonly arguments: Hcl;
  /** What it must have read while planning. */
  readonly read: (values: Readonly<Record<string, unknown>>, world: AcceptanceWorld) => void;
}

/** A question that is answered with an error. */
export interface Failure {
  readonly what: string;
  readonly arguments: Hcl;
  readonly message: RegExp;
}

/** All that is to be shown of one data source. */
export interface DataSourceCase {
  readonly type: string;
  /** Resources to apply first. */
  readonly support?: string;
  readonly readings: readonly Reading[];
  readonly failures: readonly Failure[];
  /** Over the arguments of the first reading. */
  readonly invalid: readonly Invalid[];
}

/** Reads one data source in plans of the real `terraform`. */
export function describeDataSource(subject: DataSourceCase): void {
  const { type } = subject;
  describe(`${type} (data source) conforms`, () => {
    let world: ConformanceWorld;
    let refused: readonly (readonly Refusal[])[];

    beforeAll(async () => {
      world = await openConformanceWorld(subject.support);
      const [first] = subject.readings;
      refused = await refusals(world, 'data', type, first?.arguments ?? {}, subject.invalid);
      if (subject.support !== undefined) {
        await world.plan();
        await world.applyPlanned();
      }
    });
    afterAll(() => world.close());

    describe('refuses', () => {
      for (const [index, { set, message, at }] of subject.invalid.entries()) {
        test(Object.entries(set).flat().join(' = '), () => {
          const all = refused[index] ?? [];
          const places = all.filter(({ text }) => message.test(text)).map((one) => ({ ...one, text: '' }));
          expect({ all, place: places[0] }).toEqual({ all, place: { text: '', at, inExpression: true } });
        });
      }
    });

    test('is read while planning, every question by itself, and changes nothing', async () => {
      const blocks = subject.readings.map((reading, at) =>
        blockHcl(['data', type, `q${at}`], reading.arguments),
      );
      await world.write('questions.tf', blocks.join(''));
      const plan = await world.plan();
      for (const [at, { what, read }] of subject.readings.entries()) {
        const values = plan.data.get(`data.${type}.q${at}`);
        if (values === undefined) throw new Error(`${what}: was not read while planning`);
        read(values, world);
      }
      expect(plan.changes.filter(({ actions }) => actions.join() !== 'no-op')).toEqual([]);
      await world.expectEmptyPlan();
      await world.remove('questions.tf');
    });

    for (const { what, arguments: hcl, message } of subject.failures) {
      test(`says what is wrong: ${what}`, async () => {
        await world.write('questions.tf', blockHcl(['data', type, 'bad'], hcl));
        const { code, output } = await world.terraform(['plan', ...PLAIN]);
        await world.remove('questions.tf');
        expect(code).toBe(1);
        expect(output.replace(/[\s│]+/g, ' ')).toMatch(message);
        expect(output).toContain(`data.${type}.bad`);
      });
    }
  });
}
