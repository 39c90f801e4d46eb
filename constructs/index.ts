/** Constructs for renting GPUs on Vast.ai with CDKTF, and for reaching them from a Kubernetes cluster. */
export { loadSettings } from '../src/config';
export type { ProfileName, Settings } from '../src/config';
export { OfferBook, synthVast } from '../src/synth';
export type { ContainerProps, ImageLogin } from './container-props';
export { Instance, type InstanceConfig } from './generated/instance';
export { Readiness, type ReadinessConfig } from './generated/readiness';
export type { InstanceService } from './instance-service';
export type { RequirementProps } from './requirement-props';
export type { HttpCheck, ServiceCheck } from './service-check';
export { VastaiProvider, type VastaiProviderProps } from './vastai-provider';
export {
  VastGpuInstance,
  type BidLimits,
  type VastGpuInstanceProps,
  type VastGpuInstanceTimeouts,
} from './vast-gpu-instance';
export { VastService, type VastServiceProps } from './vast-service';
