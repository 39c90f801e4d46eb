/**
 * A simulator of the Vast.ai marketplace API, written from its documentation and from observations of it, independent
 * of the client in this package. `await startSimulator()` is all it takes.
 * @packageDocumentation
 */
export { type ClockOptions, MANUAL_START_MS, type VirtualClock } from './vast/clock';
export { Control } from './vast/control/control';
export { parseScript, type Script, type ScriptStep } from './vast/control/script';
export type { FaultKind, FaultSpec } from './vast/http/faults';
export type { RateLimitMode } from './vast/http/rate-limit';
export type { ActedRequest, RequestWatch, WatchedRequest } from './vast/http/watch';
export { type ChangeEntry, Journal, type JournalEntry, type RequestEntry } from './vast/journal';
export { defaultKnobs, type Knobs } from './vast/knobs';
export { parseMarket, renderMarket } from './vast/market/file';
export { generateMarket } from './vast/market/generate';
export { createRandom, type Random } from './vast/random';
export { type Simulator, type SimulatorOptions, startSimulator } from './vast/simulator';
export type {
  ActualStatus,
  ImageBehaviour,
  MachineSpec,
  PowerState,
  ServiceBehaviour,
} from './vast/world/spec';
export type { AccountSpec } from './vast/world/world';
export {
  type MachineView,
  type MoneyView,
  type OfferView,
  type RentalView,
  WorldView,
} from './vast/world-view';
export { simulate, type SimulateFlags, type SimulateIo } from './command';
