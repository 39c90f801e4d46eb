/** Doubles of Kubernetes for demo and tests; never published. */
export {
  type KubernetesApi,
  type KubernetesApiOptions,
  type LoggedRequest,
  startKubernetesApi,
} from './api-server';
export type { Kind } from './kinds';
export type { EndpointSlice, Endpoints, KubernetesObject, Namespace, Service } from './shapes';
export { installStandInProvider } from './install';
export {
  type Environment,
  installKubernetesProvider,
  realKubernetesProvider,
  type RealProviderOptions,
} from './real-provider';
