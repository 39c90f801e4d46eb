/** Market: the lookup at synth. Asks the marketplace through a client, ranks by `selection`, pins in the lock. */
export type { AppliedApp, AppliedInstance, AppliedMachine } from './applied';
export { bindLock } from './bind';
export type { BindLine, Binding } from './bind';
export { requirementsHash } from './canonical';
export { collectOffers } from './collect';
export type { CollectOptions, CollectedOffers, OfferSource } from './collect';
export {
  adviceFor,
  LockBusyError,
  LockFileError,
  LookupFailedError,
  MarketError,
  NoOfferError,
} from './errors';
export type { UnmatchedRequest } from './errors';
export { EMPTY_LOCK, LOCK_VERSION, SCORER, formatLock, parseLock } from './lock-format';
export type { LockEntry, LockedOffer, OfferLock } from './lock-format';
export { LOCK_FILE_NAME, bindLockFile, readLock, settleLockFile, writeLock } from './lock-store';
export { restoreEntry } from './restore';
export { createCachedSearch, searchMarket } from './search';
export type {
  CachedSearch,
  LatencyProber,
  MarketEffects,
  MarketQuestion,
  MarketSearch,
  TakenOffers,
} from './search';
export { CANDIDATE_TTL_MS, needsLookup, settleRequests } from './settle';
export type {
  OfferRequest,
  SettleEffects,
  SettleMode,
  SettleOptions,
  SettledRequest,
  Settlement,
} from './settle';
export { createConnector } from './connector';
export type { Connector, ConnectorOptions, Dial } from './connector';
export { createHttpProbe } from './http-probe';
export type { HttpAnswer, HttpProbe, HttpProbeOptions, HttpQuestion } from './http-probe';
export { createLatencyProber, probeLatencies, PROBE_PORTS } from './probe';
export type { ProbeClock, ProbeOptions } from './probe';
export { hasCode } from './system-error';
