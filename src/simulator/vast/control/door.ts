import { z } from 'zod';
import type { Reply } from '../http/endpoint';
import type { DoorRequest, SideDoor } from '../http/server';
import type { Journal } from '../journal';
import type { WorldView } from '../world-view';
import { ACTIONS, type ActionTarget } from './actions';
import { STATUS_PAGE } from './status-page';

/** What the control interface shows and works on. */
export interface DoorParts {
  readonly target: ActionTarget;
  readonly view: WorldView;
  readonly journal: Journal;
  readonly violations: readonly string[];
}

const PREFIX = '/_sim';
const MAX_LINES = 1_000;

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}

/**
 * Only this machine, only under a name of this machine (a web page that points its own name here gets nothing), and for
 * changes only JSON, which no page of another origin can send without asking first.
 */
function refusal(request: DoorRequest): Reply | null {
  const deny = (msg: string): Reply => ({ status: 403, body: { success: false, error: 'forbidden', msg } });
  if (!isLoopback(request.socket.remoteAddress))
    return deny('The control interface serves this machine only.');
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host))
    return deny(`The control interface is not served as '${host}'.`);
  const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
  if (request.method !== 'GET' && !isJson) return deny('Content-Type must be application/json.');
  return null;
}

function state({ target, view, violations }: DoorParts): unknown {
  const { world, faults, limiter } = target.stage;
  const machines = view.machines();
  return {
    now: world.clock.now(),
    startedAt: world.startedAt,
    clock: { mode: world.clock.mode, factor: world.clock.factor },
    rateLimits: limiter.mode,
    machines: {
      total: machines.length,
      online: machines.filter((machine) => machine.online).length,
      offers: view.offers().length,
    },
    accounts: world.accounts.filter((account) => account.billed).map((account) => view.money(account.name)),
    // Keys and environments stay inside: they are secrets of the client under test.
    rentals: view.rentals().map((rental) => ({
      ...rental,
      env: Object.keys(rental.env),
      containerEnv: undefined,
      instanceApiKey: undefined,
    })),
    knobs: world.knobs,
    faults: faults.pending(),
    violations,
    journal: { written: target.stage.world.journal.written },
  };
}

function journalLines({ journal }: DoorParts, query: URLSearchParams): unknown {
  const after = Number(query.get('after') ?? -1);
  const limit = Math.min(Number(query.get('limit') ?? 100), MAX_LINES);
  const lines = journal.entries().filter((entry) => entry.sequence > after);
  // The newest lines, unless the caller walks forward from a place.
  return {
    written: journal.written,
    entries: query.has('after') ? lines.slice(0, limit) : lines.slice(-limit),
  };
}

function perform(parts: DoorParts, name: string, body: unknown): Reply {
  const action = ACTIONS.get(name);
  if (!action) {
    const msg = `no action '${name}'; use one of ${[...ACTIONS.keys()].join(', ')}`;
    return { status: 404, body: { success: false, error: 'unknown_action', msg } };
  }
  try {
    return { status: 200, body: { success: true, ...(action.run(parts.target, body) as object) } };
  } catch (error) {
    if (error instanceof z.ZodError) {
      return { status: 400, body: { success: false, error: 'invalid_args', msg: z.prettifyError(error) } };
    }
    if (error instanceof RangeError) {
      return { status: 400, body: { success: false, error: 'impossible', msg: error.message } };
    }
    throw error;
  }
}

/** The control interface: `GET /_sim/` (page), `/_sim/state`, `/_sim/journal`, and `POST /_sim/ACTION`. */
export function controlDoor(parts: DoorParts): SideDoor {
  return (request, path, body) => {
    if (path !== PREFIX && !path.startsWith(`${PREFIX}/`)) return null;
    const refused = refusal(request);
    if (refused) return refused;
    const name = path.slice(PREFIX.length).replace(/^\/|\/$/g, '');
    if (request.method === 'POST') return perform(parts, name, body);
    if (request.method !== 'GET') {
      return { status: 405, body: { success: false, error: 'method', msg: 'Use GET or POST.' } };
    }
    switch (name) {
      case '':
        return {
          status: 200,
          body: STATUS_PAGE,
          headers: {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy':
              "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
          },
        };
      case 'state':
        return { status: 200, body: state(parts) };
      case 'journal':
        return {
          status: 200,
          body: journalLines(parts, new URLSearchParams((request.url ?? '').split('?')[1] ?? '')),
        };
      default:
        return { status: 404, body: { success: false, error: 'not_found', msg: `${path} is not served` } };
    }
  };
}
