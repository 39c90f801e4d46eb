import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { maskBody, maskPath } from '../journal';
import { unsimulated } from '../routes/unsimulated';
import type { Stage } from '../stage';
import { ApiError } from './api-error';
import { authorize, identify, keyOf } from './auth';
import { BodyError, readBody } from './body';
import type { Endpoint, Reply } from './endpoint';
import { Delivery, type Outcome } from './delivery';
import type { FaultKind } from './faults';
import { HTML_NOT_FOUND, rateLimitReply, spoiledReply } from './pages';
import { type Match, Router } from './router';
import { goneSignal, type RequestWatch, type WatchedRequest } from './watch';

/** What a side door looks at in a request. */
export interface DoorRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** A handler for paths outside the API (status page, control interface); `null` = not mine. */
export type SideDoor = (request: DoorRequest, path: string, body: unknown) => Reply | null;

/** What a server is made of. */
export interface ServerParts {
  readonly stage: Stage;
  readonly endpoints: readonly Endpoint[];
  /** Called for requests that only a faulty client sends, such as a PUT without the trailing slash. */
  readonly onViolation: (text: string) => void;
  readonly sideDoors: readonly SideDoor[];
  /** Told about every API request; may hold it or cut its connection. */
  readonly watch: RequestWatch;
  /** Virtual ms to wall ms, for answers that take their time. */
  readonly wallDelay: (virtualMs: number) => number;
}

const BEFORE: readonly FaultKind[] = [
  'drop',
  'hang',
  'html',
  'unavailable-page',
  'empty',
  'rate-limited',
  'error',
];
const AFTER: readonly FaultKind[] = [
  'lost-drop',
  'lost-502',
  'lost-504',
  'lost-hang',
  'invalid-json',
  'slow',
];

/** The reply of a handler, be it one that it throws. */
function settle(handle: () => Reply): Reply {
  try {
    return handle();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: error.body };
  }
}

function instanceOf(match: Match | null): number | null {
  return match?.params.id === undefined ? null : Number(match.params.id);
}

/** The HTTP face of a world. */
export class ApiServer {
  readonly server: Server;
  private readonly router: Router;
  private readonly delivery: Delivery;
  private count = 0;

  constructor(private readonly parts: ServerParts) {
    this.router = new Router(parts.endpoints);
    this.delivery = new Delivery(parts.wallDelay);
    this.server = createServer((request, response) => {
      void this.serve(request, response);
    });
    // Malformed HTTP: answer as far as possible, never crash.
    this.server.on('clientError', (_error, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      else socket.destroy();
    });
  }

  /** Starts to listen; resolves with the port. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.removeListener('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  /** Stops listening and cuts all connections. */
  close(): Promise<void> {
    this.delivery.close();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body: unknown;
    let bodyError: BodyError | null = null;
    try {
      body = await readBody(request);
    } catch (error) {
      if (!(error instanceof BodyError)) return void request.destroy();
      bodyError = error;
    }
    try {
      await this.answer(request, response, body, bodyError);
    } catch (error) {
      // A defect of the simulator itself: say so, instead of hanging the client.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.parts.onViolation(
        `internal error on ${request.method ?? ''} ${maskPath(request.url ?? '')}: ${text}`,
      );
      void this.delivery.send(response, {
        status: 500,
        body: { success: false, error: 'simulator_defect', msg: text },
      });
    }
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    bodyError: BodyError | null,
  ): Promise<void> {
    const { stage, watch } = this.parts;
    const url = request.url ?? '/';
    const path = url.split('?')[0] ?? '/';
    for (const door of this.parts.sideDoors) {
      const reply = door(request, path, body);
      if (reply) {
        void this.delivery.send(response, reply);
        return;
      }
    }
    const query = new URLSearchParams(url.slice(path.length + 1));
    const method = request.method ?? 'GET';
    const match = this.router.find(method, path);
    const seen: WatchedRequest = {
      number: ++this.count,
      method,
      path: maskPath(url),
      endpoint: match?.endpoint.name ?? null,
      instanceId: instanceOf(match),
      body: maskBody(body),
      gone: goneSignal(response),
    };
    if ((await watch.before?.(seen)) === 'cut') return void request.socket.destroy();
    // Not before: a reset while the request was held has put another world into place.
    const { world } = stage;
    world.clock.tick();
    world.settle();
    stage.player?.onRequest();
    const presented = keyOf(request.headers.authorization, query);
    const identity = identify(world, presented);
    let outcome: Outcome;
    try {
      outcome = this.perform(request, { path, query, body, bodyError, match, presented, identity });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      outcome = { reply: { status: error.status, body: error.body }, fault: null };
    }
    const cut = outcome.fault !== null && /^(lost-)?(drop|hang)$/.test(outcome.fault.kind);
    const answer = outcome.reply.body as { error?: unknown } | null;
    world.journal.request({
      at: world.time,
      method,
      path: seen.path,
      endpoint: seen.endpoint,
      account: identity.account?.name ?? null,
      status: cut ? 0 : outcome.reply.status,
      body: seen.body,
      error: typeof answer === 'object' && typeof answer?.error === 'string' ? answer.error : null,
      fault: outcome.fault?.kind ?? null,
    });
    const { fault } = outcome;
    if ((await watch.acted?.(seen, { status: cut ? 0 : outcome.reply.status, fault })) === 'cut') {
      return void request.socket.destroy();
    }
    await this.delivery.deliver(request, response, outcome);
    watch.answered?.(seen);
  }

  private perform(
    request: IncomingMessage,
    call: {
      readonly path: string;
      readonly query: URLSearchParams;
      readonly body: unknown;
      readonly bodyError: BodyError | null;
      readonly match: Match | null;
      readonly presented: string | null;
      readonly identity: ReturnType<typeof identify>;
    },
  ): Outcome {
    const { world, faults, limiter } = this.parts.stage;
    const { match, path, identity } = call;
    const target = { endpoint: match?.endpoint.name ?? 'unknown', instanceId: instanceOf(match) };
    const before = faults.take(target, BEFORE);
    if (before) return { reply: spoiledReply(before, world.knobs.rateLimitForm), fault: before };
    if (!match) return this.unrouted(request, path);
    if (!path.endsWith('/')) {
      const detour = this.slashless(request, path);
      if (detour) return detour;
    }
    const { endpoint, params } = match;
    const address = request.socket.remoteAddress ?? '';
    const penalty = world.knobs.createPenalty === 'lockout';
    const violation = limiter.check(endpoint, `${identity.token}|${address}`, address, world.time, penalty);
    if (violation) return { reply: rateLimitReply(world.knobs.rateLimitForm, violation), fault: null };
    authorize(world, endpoint, identity, call.presented, params);
    if (call.bodyError) throw new ApiError(call.bodyError.status, call.bodyError.reply);
    const after = faults.take(target, AFTER);
    // A fault after the act spoils a refusal as well as a success.
    const reply = settle(() =>
      endpoint.handle({
        method: request.method ?? 'GET',
        path,
        params,
        query: call.query,
        body: (call.body ?? {}) as Record<string, unknown>,
        account: identity.account ?? world.others,
        key: identity.key,
        world,
        faults,
        results: this.parts.stage.results,
        endpoint,
        origin: `http://${request.headers.host ?? '127.0.0.1'}`,
      }),
    );
    return { reply: after ? spoiledReply(after, world.knobs.rateLimitForm, reply) : reply, fault: after };
  }

  private unrouted(request: IncomingMessage, path: string): Outcome {
    const text = this.parts.stage.results.take(path, this.parts.stage.world.knobs.resultPolls);
    if (request.method === 'GET' && text !== null && text !== 'pending') {
      return {
        reply: { status: 200, body: text.text, headers: { 'Content-Type': 'text/plain' } },
        fault: null,
      };
    }
    const leftOut = unsimulated(path);
    if (leftOut) return { reply: leftOut, fault: null };
    return {
      reply: { status: 404, body: HTML_NOT_FOUND, headers: { 'Content-Type': 'text/html' } },
      fault: null,
    };
  }

  /** Row 23: a GET without the trailing slash is fine, anything else is a defect of the client and must be loud. */
  private slashless(request: IncomingMessage, path: string): Outcome | null {
    if (request.method === 'GET') {
      if (this.parts.stage.world.knobs.slashlessGet === 'accept') return null;
      const rest = (request.url ?? '').slice(path.length);
      return { reply: { status: 308, body: '', headers: { Location: `${path}/${rest}` } }, fault: null };
    }
    const text = `${request.method ?? ''} ${path} lacks the trailing slash: the real server may redirect and lose the body`;
    this.parts.onViolation(text);
    throw ApiError.of(400, 'missing_trailing_slash', text);
  }
}
