import { sshKeyCase } from './cases/vastai_ssh_key';
import { describeResource } from './support/resource-suite';

describeResource(sshKeyCase);
