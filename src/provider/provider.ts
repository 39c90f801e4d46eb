import { version } from '../../package.json';
import { defineProvider } from '../tfplugin';
import { configureProvider, providerSchema } from './configure';
import { instanceResource } from './instance/resource';
import { readinessResource } from './readiness/resource';
import { offersDataSource } from './offers/data-source';

/** Source address of the provider; the host is on nobody's domain on purpose (design.md D8). */
export const PROVIDER_ADDRESS = 'vast-gpu.internal/vast-gpu/vastai';

/** The Terraform provider `vastai`. */
export const vastaiProvider = defineProvider({
  address: PROVIDER_ADDRESS,
  version,
  schema: providerSchema,
  configure: ({ config, log }) => configureProvider(config, { env: process.env, log }),
  resources: { vastai_instance: instanceResource, vastai_readiness: readinessResource },
  dataSources: { vastai_offers: offersDataSource },
});
