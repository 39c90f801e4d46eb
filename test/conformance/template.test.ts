import { templateCase } from './cases/vastai_template';
import { describeResource } from './support/resource-suite';

describeResource(templateCase);
