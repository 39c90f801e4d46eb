import { OperationStopped } from '../definition/context';
import type { AnyDataSource } from '../definition/data-source';
import type { AnyProvider } from '../definition/provider';
import type { AnyResource } from '../definition/resource';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { Logger } from '../log/logger';

/** A configured client and the calls that use it. */
interface ClientSlot {
  readonly client: unknown;
  uses: number;
  retired: boolean;
}

/** What lives as long as the server: the configured client, the stop signal, the calls in flight. */
export class Runtime {
  #slot: ClientSlot | undefined;
  #stop = new AbortController();
  #inFlight = 0;
  #idle: (() => void)[] = [];

  constructor(
    readonly provider: AnyProvider,
    readonly log: Logger,
    /** Whether answers are checked against Terraform's rules. */
    readonly development: boolean,
  ) {}

  /** The resource of a type name. @throws DiagnosticError when there is none. */
  resource(typeName: string): AnyResource<never> {
    return find(this.provider.resources, typeName, 'resource');
  }

  /** The data source of a type name. @throws DiagnosticError when there is none. */
  dataSource(typeName: string): AnyDataSource<never> {
    return find(this.provider.dataSources, typeName, 'data source');
  }

  /** Signal that aborts when Terraform asks to stop. */
  get stopSignal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Asks every call in flight to end soon. */
  stop(): void {
    this.#stop.abort(
      new OperationStopped('Terraform asked the provider to stop, so the operation was not finished.'),
    );
  }

  /** Puts a newly configured client in place. A stop of an earlier walk is over then. */
  setClient(client: unknown): void {
    this.#retire();
    if (this.#stop.signal.aborted) this.#stop = new AbortController();
    this.#slot = { client, uses: 0, retired: false };
  }

  /**
   * Runs something with the configured client, which is not closed meanwhile.
   * @throws DiagnosticError when the provider has not been configured.
   */
  async withClient<T>(run: (client: unknown) => Promise<T>): Promise<T> {
    const slot = this.#slot;
    if (slot === undefined) {
      throw new DiagnosticError({
        summary: 'Provider not configured',
        detail: 'Terraform called the provider before it configured it. Please report this as a bug.',
      });
    }
    slot.uses += 1;
    try {
      return await run(slot.client);
    } finally {
      slot.uses -= 1;
      await this.#closeUnused(slot);
    }
  }

  /** Counts a call in. Returns what counts it out. */
  enter(): () => void {
    this.#inFlight += 1;
    return () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#idle.splice(0).forEach((wake) => wake());
    };
  }

  /** Resolves once no call is in flight. */
  async idle(): Promise<void> {
    if (this.#inFlight > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Releases the client. */
  async close(): Promise<void> {
    const slot = this.#slot;
    this.#slot = undefined;
    if (slot === undefined) return;
    slot.retired = true;
    await this.#closeUnused(slot);
  }

  #retire(): void {
    this.close().catch((error: unknown) => {
      this.log.warn('the former client could not be closed', {
        error: error instanceof Error ? error : String(error),
      });
    });
  }

  async #closeUnused(slot: ClientSlot): Promise<void> {
    if (!slot.retired || slot.uses > 0) return;
    // The client is what this provider's own configure returned.
    await this.provider.close?.(slot.client as never);
  }
}

function find<T>(all: Readonly<Record<string, T>> | undefined, name: string, kind: string): T {
  const found = all !== undefined && Object.hasOwn(all, name) ? all[name] : undefined;
  if (found === undefined) {
    const summary = `Unknown ${kind} type`;
    throw new DiagnosticError({
      summary,
      detail: `This version of the provider has no ${kind} ${JSON.stringify(name)}.`,
    });
  }
  return found;
}
