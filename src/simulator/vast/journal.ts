/** One API request or CONNECT dial, with its answer. */
export interface RequestEntry {
  readonly kind: 'request';
  readonly sequence: number;
  /** Virtual time, epoch ms. */
  readonly at: number;
  readonly method: string;
  /** Path and query as sent, an `api_key` in it masked; `host:port` for CONNECT. */
  readonly path: string;
  /** Name of the matched endpoint, `null` for an unknown route. */
  readonly endpoint: string | null;
  /** Name of the account, `null` when anonymous or refused. */
  readonly account: string | null;
  /** Status sent, 0 when the connection was cut instead. */
  readonly status: number;
  /** JSON body as received, secrets masked; `undefined` without one. */
  readonly body: unknown;
  /** Code of the `error` field in the answer, `null` without one. */
  readonly error: string | null;
  /** Name of the injected fault that shaped the answer, `null` without one. */
  readonly fault: string | null;
}

/** Something changed in the world. */
export interface ChangeEntry {
  readonly kind: 'change';
  readonly sequence: number;
  /** Virtual time, epoch ms. */
  readonly at: number;
  /** What happened: `created`, `status`, `ports`, `destroyed`, `credit-exhausted`, `machine`, `violation`, ... */
  readonly event: string;
  readonly instanceId: number | null;
  readonly machineId: number | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One line of the journal. */
export type JournalEntry = RequestEntry | ChangeEntry;

type Draft<T extends JournalEntry> = Omit<T, 'kind' | 'sequence'>;

/** All requests and state changes in order; the oldest fall out beyond the limit, so memory stays flat. */
export class Journal {
  private lines: JournalEntry[] = [];
  private count = 0;

  constructor(
    private readonly limit = 20_000,
    private readonly listener: (entry: JournalEntry) => void = () => undefined,
  ) {}

  /** Lines ever written, also those that fell out. */
  get written(): number {
    return this.count;
  }

  /** The kept lines, oldest first. */
  entries(): readonly JournalEntry[] {
    return this.lines.slice(-this.limit);
  }

  /** The kept requests, oldest first; with `endpoint` only those of one endpoint. */
  requests(endpoint?: string): readonly RequestEntry[] {
    return this.entries().filter(
      (line): line is RequestEntry =>
        line.kind === 'request' && (endpoint === undefined || line.endpoint === endpoint),
    );
  }

  /** The kept changes, oldest first; with `event` only those of one sort. */
  changes(event?: string): readonly ChangeEntry[] {
    return this.entries().filter(
      (line): line is ChangeEntry => line.kind === 'change' && (event === undefined || line.event === event),
    );
  }

  /** Forgets all lines. */
  clear(): void {
    this.lines = [];
  }

  /** Writes a request. */
  request(draft: Draft<RequestEntry>): void {
    this.push({ kind: 'request', sequence: this.count, ...draft });
  }

  /** Writes a change. */
  change(draft: Draft<ChangeEntry>): void {
    this.push({ kind: 'change', sequence: this.count, ...draft });
  }

  private push(entry: JournalEntry): void {
    this.count++;
    this.lines.push(entry);
    this.listener(entry);
    if (this.lines.length >= this.limit * 2) this.lines = this.lines.slice(-this.limit);
  }
}

/** Environment values may be secrets; Docker flags (`-p 8001:8001`) are not. A flag text is masked as a whole. */
function maskEnv(env: unknown): unknown {
  if (env === null || env === undefined) return env;
  if (typeof env !== 'object') return '***';
  return Object.fromEntries(
    Object.entries(env).map(([name, text]: [string, unknown]) => [name, name.startsWith('-') ? text : '***']),
  );
}

const SECRET_KEYS = new Set(['image_login', 'ssh_key', 'docker_login_pass', 'docker_login_user', 'value']);

/** A copy of a request body without secrets: logins, keys, and the values of environment variables. */
export function maskBody(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(maskBody);
  if (body === null || typeof body !== 'object') return body;
  const masked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (key === 'env') {
      masked[key] = maskEnv(value);
    } else if (SECRET_KEYS.has(key) && value !== null) {
      masked[key] = '***';
    } else {
      masked[key] = maskBody(value);
    }
  }
  return masked;
}

/** A path without the key in its query. */
export function maskPath(path: string): string {
  return path.replace(/([?&]api_key=)[^&]*/g, '$1***');
}
