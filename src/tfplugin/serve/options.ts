import type { Logger } from '../log/logger';

/** How requests are answered. */
export interface ServerOptions {
  /**
   * Checks every answer against Terraform's own rules (plugin-protocol.md 9) and names the handler that broke
   * one. On by default when NODE_ENV is "test"; and in `serveForTests`.
   */
  readonly development?: boolean;
  /** Where log lines go. By default stderr, in the form and at the levels that Terraform asks for. */
  readonly log?: Logger;
}

/** Whether answers are checked. */
export function isDevelopment({ development }: ServerOptions): boolean {
  return development ?? process.env['NODE_ENV'] === 'test';
}

/** A provider that runs in this process. */
export interface TestServer {
  /** Variables to add to the environment of `terraform`: TF_REATTACH_PROVIDERS. */
  readonly env: Readonly<Record<'TF_REATTACH_PROVIDERS', string>>;
  /** Stops serving and removes the socket folder. Safe to call twice. */
  readonly close: () => Promise<void>;
}
