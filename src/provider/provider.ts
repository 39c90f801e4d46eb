import { version } from '../../package.json';
import { defineProvider } from '../tfplugin';
import { PROVIDER_ADDRESS } from './address';
import { configureProvider, providerSchema } from './configure';
import { regionFunction } from './functions/region';
import { instanceDataSource, instancesDataSource } from './instance-data/data-sources';
import { instanceResource } from './instance/resource';
import { offersDataSource } from './offers/data-source';
import { readinessResource } from './readiness/resource';
import { sshKeyResource } from './ssh-key/resource';
import { templateResource } from './template/resource';
import { userDataSource } from './user/data-source';

/** The Terraform provider `vastai`. */
export const vastaiProvider = defineProvider({
  address: PROVIDER_ADDRESS,
  version,
  schema: providerSchema,
  configure: ({ config, log }) => configureProvider(config, { env: process.env, log }),
  resources: {
    vastai_instance: instanceResource,
    vastai_readiness: readinessResource,
    vastai_ssh_key: sshKeyResource,
    vastai_template: templateResource,
  },
  dataSources: {
    vastai_instance: instanceDataSource,
    vastai_instances: instancesDataSource,
    vastai_offers: offersDataSource,
    vastai_user: userDataSource,
  },
  functions: { region: regionFunction },
});
