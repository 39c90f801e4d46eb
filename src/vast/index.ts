export {
  DEFAULT_API_URL,
  type InstanceFilters,
  type VastClient,
  type VastClientOptions,
  type VastLogEvent,
  type VastUser,
} from './api';
export { createVastClient } from './client';
export { type Clock, clockFor, isLoopbackUrl, orAborted, scaledClock, systemClock } from './clock';
export {
  CREATE_LIMITS,
  type CreateInstanceRequest,
  createRequestProblems,
  parsePort,
  type RequestProblem,
} from './create-request';
export * from './errors';
export type { Instance } from './instance';
export { LIMITS, type RateLimit } from './limits';
export { type CallTimes, paceFile, type PaceFileOptions, paceFilePath, type PaceStore } from './pace-file';
export { createPacer, type Pacer, type PacerOptions } from './pacer';
export { DEFAULT_RETRY, type RetryPolicy } from './retry';
