import type { AnyUnaryMethod } from '../grpc/method';

/** What the paths of all calls to a provider begin with. */
export const PROVIDER_SERVICE = '/tfplugin6.Provider/';

/** What answers Terraform's calls, behind the server that greets it. */
export interface Engine {
  /** The method of a path, if there is one. */
  readonly method: (path: string) => AnyUnaryMethod | undefined;
  /** Asks every call in flight to end soon. */
  readonly stop: () => void;
  /** Resolves once no call is in flight. */
  readonly idle: () => Promise<void>;
}
