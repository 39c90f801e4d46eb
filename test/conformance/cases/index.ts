import type { ResourceCase } from '../support/case';
import type { DataSourceCase } from '../support/data-suite';
import { instanceCase } from './vastai_instance';
import { interruptibleCase } from './vastai_instance_interruptible';
import { offersCase } from './vastai_offers';
import { readinessCase } from './vastai_readiness';

/** At least one case for each resource of the provider; completeness.test.ts sees to it. */
export const resourceCases: readonly ResourceCase[] = [instanceCase, interruptibleCase, readinessCase];

/** One case for each data source. */
export const dataSourceCases: readonly DataSourceCase[] = [offersCase];

export { functionCases } from './functions';
export { providerCase } from './provider';
