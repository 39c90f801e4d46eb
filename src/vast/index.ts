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
  type CreateInstanceRequest,
  createRequestProblems,
  parseImageLogin,
  type RequestProblem,
} from './create-request';
export { parsePort } from './environment';
export * from './errors';
export { type HttpAnswer, type HttpRequest, httpSend, type Send } from './http';
export type { Instance } from './instance';
export type { InstanceUpdate } from './instance-update';
export { CREATE_LIMITS } from './launch-checks';
export { LIMITS, type RateLimit } from './limits';
export { type CallTimes, paceFile, type PaceFileOptions, paceFilePath, type PaceStore } from './pace-file';
export { createPacer, type Pacer, type PacerOptions } from './pacer';
export { DEFAULT_RETRY, type RetryPolicy } from './retry';
export type { SshKey } from './ssh-key';
export { type Template, type TemplateFields, type TemplateProblem, templateProblems } from './template';
