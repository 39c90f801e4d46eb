import { readinessCase } from './cases/vastai_readiness';
import { describeResource } from './support/resource-suite';

describeResource(readinessCase);
