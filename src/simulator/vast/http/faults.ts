import type { Random } from '../random';

/** What can go wrong. Sorts marked (performed) change the world before they spoil the answer. */
export type FaultKind =
  /** (performed) The answer is lost: the connection is cut. */
  | 'lost-drop'
  /** (performed) The answer is lost: 502 from the front server. */
  | 'lost-502'
  /** (performed) The answer is lost: 504 from the front server. */
  | 'lost-504'
  /** (performed) The answer never comes; the connection stays open until the client gives up. */
  | 'lost-hang'
  /** Nothing is done, the connection is cut. */
  | 'drop'
  /** Nothing is done, no answer comes. */
  | 'hang'
  /** Nothing is done; HTML page with `status` (403 default), as the front server sends it. */
  | 'html'
  /** Nothing is done; bare `status` (503 default) with an HTML body. */
  | 'unavailable-page'
  /** Nothing is done; `status` (500 default) with an empty body. */
  | 'empty'
  /** (performed) 200 with a body that is not JSON. */
  | 'invalid-json'
  /** (performed) The answer takes `delayMs` of virtual time. */
  | 'slow'
  /** Nothing is done; 429 in the form of the knob. */
  | 'rate-limited'
  /** Nothing is done; `status` with the envelope `error` and `message`. */
  | 'error'
  /** Create: somebody else takes the offer a moment before. */
  | 'taken'
  /** Create: the GPUs cannot be had just now (vast-api.md 3.6, "cannot start now"). */
  | 'unavailable'
  /** Read: answers as if the instance did not exist. */
  | 'null'
  /** List: the page leaves out a live rental (`instanceId`, or the first one). */
  | 'omit'
  /** Start: refused and queued although the GPUs are free. */
  | 'refused-start';

/** A fault to inject. */
export interface FaultSpec {
  readonly kind: FaultKind;
  /** Endpoint name (`create`, `read`, `list`, `search`, ...) or `*`. Default: the endpoint that the kind belongs to, else `*`. */
  readonly endpoint?: string;
  /** Calls that it hits. Default 1; `Infinity` = until cleared. */
  readonly times?: number;
  /** Matching calls to let through first. Default 0. */
  readonly skip?: number;
  /** Chance per matching call, 0 to 1, drawn under the seed. Default 1. */
  readonly probability?: number;
  /** Only calls about this instance, or the instance to omit. */
  readonly instanceId?: number;
  /** HTTP status for the kinds that have one. */
  readonly status?: number;
  /** Code for `error`. Default `server_error`. */
  readonly error?: string;
  /** Text for `error`. */
  readonly message?: string;
  /** Virtual ms for `slow`. Default 5000. */
  readonly delayMs?: number;
}

const HOME: Partial<Record<FaultKind, string>> = {
  taken: 'create',
  unavailable: 'create',
  null: 'read',
  omit: 'list',
  'refused-start': 'update',
};

/** Every kind, for validation of scripts. */
export const FAULT_KINDS: readonly FaultKind[] = [
  'lost-drop', 'lost-502', 'lost-504', 'lost-hang', 'drop', 'hang', 'html', 'unavailable-page', 'empty', 'invalid-json',
  'slow', 'rate-limited', 'error', 'taken', 'unavailable', 'null', 'omit', 'refused-start',
]; // prettier-ignore

interface Active {
  readonly spec: FaultSpec;
  readonly endpoint: string;
  left: number;
  skip: number;
}

/** A call as faults see it. */
export interface FaultTarget {
  readonly endpoint: string;
  readonly instanceId: number | null;
}

/** The faults waiting for their calls, oldest first. */
export class FaultDesk {
  private active: Active[] = [];

  constructor(private readonly random: Random) {}

  /** Adds a fault; returns the function that takes it back. Throws RangeError for an unknown kind. */
  inject(spec: FaultSpec): () => void {
    if (!FAULT_KINDS.includes(spec.kind)) {
      throw new RangeError(`unknown fault kind '${spec.kind}'; use one of ${FAULT_KINDS.join(', ')}`);
    }
    const entry: Active = {
      spec,
      endpoint: spec.endpoint ?? HOME[spec.kind] ?? '*',
      left: spec.times ?? 1,
      skip: spec.skip ?? 0,
    };
    this.active.push(entry);
    return () => {
      this.active = this.active.filter((other) => other !== entry);
    };
  }

  /** Takes all faults back. */
  clear(): void {
    this.active = [];
  }

  /** Faults still waiting. */
  pending(): readonly FaultSpec[] {
    return this.active.map((entry) => entry.spec);
  }

  /** The fault that hits this call, if any of the given kinds does; using it up. */
  take(target: FaultTarget, kinds: readonly FaultKind[]): FaultSpec | null {
    for (const entry of this.active) {
      if (!kinds.includes(entry.spec.kind) || !this.applies(entry, target)) continue;
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      const { probability } = entry.spec;
      if (probability !== undefined && !this.random.chance(probability)) continue;
      entry.left--;
      if (entry.left <= 0) this.active = this.active.filter((other) => other !== entry);
      return entry.spec;
    }
    return null;
  }

  private applies(entry: Active, target: FaultTarget): boolean {
    if (entry.endpoint !== '*' && entry.endpoint !== target.endpoint) return false;
    const { instanceId, kind } = entry.spec;
    return kind === 'omit' || instanceId === undefined || instanceId === target.instanceId;
  }
}
