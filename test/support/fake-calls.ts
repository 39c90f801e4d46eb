import type { VastClient } from '../../src/vast';

/** A method that can be made to fail. */
export type Method = keyof VastClient;

interface Fault {
  readonly error: Error;
  /** The call acts before it fails, as when an answer is lost. */
  readonly acts: boolean;
}

/** What every call of a platform in memory has in common: it is written down, and it can be made to fail. */
export abstract class FakeCalls {
  /** Names of the calls, in order, with their subject: `createInstance 7`. */
  readonly calls: string[] = [];
  /** Decides about every call before those queued by `fail`; for random faults. */
  chaos: ((method: Method) => Fault | undefined) | undefined;

  private readonly faults = new Map<Method, Fault[]>();

  /** The next call of a method fails; `acts` lets it act first. */
  fail(method: Method, error: Error, acts = false): this {
    this.faults.set(method, [...(this.faults.get(method) ?? []), { error, acts }]);
    return this;
  }

  protected async call<T>(method: Method, subject: string, act: () => T): Promise<T> {
    this.calls.push(`${method} ${subject}`.trim());
    await Promise.resolve();
    const fault = this.chaos?.(method) ?? this.faults.get(method)?.shift();
    if (!fault) return act();
    if (fault.acts) act();
    throw fault.error;
  }
}
