/** Configuration: config.env, vast-provider-config.yaml and the environment become one frozen `Settings`. */
export type * from './types';
export type { ApiSettings } from './api-settings';
export { readApiSettings } from './api-settings';
export type { ConfigProblem } from './errors';
export { ConfigError } from './errors';
export type { ReadFile } from './files';
export { CONFIG_SCHEMA_PATH, configJsonSchema } from './json-schema';
export type { LoadInput } from './load';
export { CONFIG_FILE, loadSettings, requirementsForProfile } from './load';
export { PROVIDER_CONFIG_FILE } from './provider-config';
export {
  compileBodyPattern,
  parseStatusRanges,
  SERVICE_CHECK_DEFAULTS,
  serviceCheckProblems,
} from './service-check';
export type { HttpCheckInput, ServiceCheckInput, ServiceCheckProblem, StatusRange } from './service-check';
export { DEFAULT_API_URL, isLoopbackUrl } from './urls';
