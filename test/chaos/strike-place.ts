import type { WatchedRequest } from '../../src/simulator';
import type { Moment, Operation } from './schedule';

/** Where in the life of a rental an interruption struck. */
export type StrikePlace =
  /** Before anything was paid for. */
  | 'before the paying call'
  /** While the paying call was on its way, there or back. */
  | 'at the paying call'
  /** The rental exists, and its create has not settled it. */
  | 'after the paying call'
  /** The create has settled its rental, and Terraform has not written that down. */
  | 'between settle and state write'
  /** The destroy call was on its way, or has been answered. */
  | 'during destroy'
  /** A refresh, an update. */
  | 'elsewhere';

/** The request as far as its place depends on it. */
type Seen = Pick<WatchedRequest, 'endpoint' | 'body'>;

const MAY_CREATE: ReadonlySet<Operation> = new Set(['apply', 'disk', 'taint']);

/** Whether a request is the label write that ends a create: ours, and without a mark. */
export function isSettle({ endpoint, body }: Seen): boolean {
  const label = (body as { readonly label?: unknown } | undefined)?.label;
  return endpoint === 'update' && typeof label === 'string' && /vg-[0-9a-f]{12}-[0-9a-f]{8}$/.test(label);
}

/** Follows the requests of one operation, so that a strike can be named. */
export class Strikes {
  private paid = false;
  private settled = false;
  private destroyed = false;

  constructor(private readonly operation: Operation) {}

  /** A request has acted; `status` 0 is an answer that was lost. */
  saw(request: Seen, status: number): void {
    if (request.endpoint === 'create' && (status < 400 || status >= 500)) {
      this.paid = true;
      this.settled = this.destroyed = false;
    }
    // A label write counts only where a create came before it: a change of the label looks the same.
    if (this.paid && isSettle(request)) this.settled = true;
    if (request.endpoint === 'destroy') this.destroyed = true;
  }

  /** The place of a strike at a request. */
  place(request: Seen, phase: Moment['phase']): StrikePlace {
    if (request.endpoint === 'create') return 'at the paying call';
    if (request.endpoint === 'destroy' || this.destroyed) return 'during destroy';
    if (this.settled && !(phase === 'before' && isSettle(request))) return 'between settle and state write';
    if (this.paid) return 'after the paying call';
    return MAY_CREATE.has(this.operation) ? 'before the paying call' : 'elsewhere';
  }
}
