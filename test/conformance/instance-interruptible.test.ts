import { interruptibleCase } from './cases/vastai_instance_interruptible';
import { describeResource } from './support/resource-suite';

describeResource(interruptibleCase);
