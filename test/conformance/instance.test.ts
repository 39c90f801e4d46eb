import { instanceCase } from './cases/vastai_instance';
import { describeResource } from './support/resource-suite';

describeResource(instanceCase);
