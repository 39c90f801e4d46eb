import type { ResourceCase } from '../support/case';
import type { DataSourceCase } from '../support/data-suite';
import { instanceDataCase, instancesCase } from './instance-data';
import { instanceCase } from './vastai_instance';
import { interruptibleCase } from './vastai_instance_interruptible';
import { offersCase } from './vastai_offers';
import { readinessCase } from './vastai_readiness';
import { sshKeyCase } from './vastai_ssh_key';
import { templateCase } from './vastai_template';
import { userCase } from './vastai_user';

/** At least one case for each resource of the provider; completeness.test.ts sees to it. */
export const resourceCases: readonly ResourceCase[] = [
  instanceCase,
  interruptibleCase,
  readinessCase,
  sshKeyCase,
  templateCase,
];

/** One case for each data source. */
export const dataSourceCases: readonly DataSourceCase[] = [
  instanceDataCase,
  instancesCase,
  offersCase,
  userCase,
];

export { functionCases } from './functions';
export { providerCase } from './provider';
