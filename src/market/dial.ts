/* Apart from the dialler, whose types need those of Node: what dependents import has to do without them. */

/** What dialling an address gave. */
export type Dial =
  /** Something accepted the connection. `latencyMs` is the time of the handshake. */
  { readonly kind: 'open'; readonly latencyMs: number } | NoConnection;

/** Why there is no connection. */
export type NoConnection =
  /** The host is there and nothing listens on the port (yet). */
  | { readonly kind: 'refused'; readonly detail: string }
  /** No answer: packets are dropped somewhere on the way. */
  | { readonly kind: 'filtered'; readonly detail: string }
  /** The proxy of `connect_proxy` itself failed or forbade it: says nothing about the host. */
  | { readonly kind: 'proxy'; readonly detail: string };

export interface DiallerOptions {
  /** `http://[user:password@]host:port` of an HTTP CONNECT proxy; undefined dials directly. */
  readonly proxy?: URL | undefined;
  /** Monotonic milliseconds with fractions; default the machine's. */
  readonly monotonic?: (() => number) | undefined;
}
