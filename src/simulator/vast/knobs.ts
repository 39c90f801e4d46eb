/**
 * Switches for behaviour that sources describe in more than one way, or that a test wants otherwise. The defaults are
 * the forms that vast-api.md section 8 names first. All times are virtual milliseconds.
 */
export interface Knobs {
  /** Status of `no_such_ask` when an offer is gone (vast-api.md 3.6). Default 400; 200 answers `success: false`. */
  readonly noSuchAskStatus: 400 | 404 | 410 | 200;
  /** Status of a key that matches nobody (1.2). Default 404. */
  readonly badKeyStatus: 404 | 401;
  /** Single read of a gone or unknown instance (4.1). Default `null`: 200 `{"instances":null}`. */
  readonly goneRead: 'null' | '404' | 'empty-list';
  /** The first k single reads of every new instance answer as if it did not exist yet (3.7). Default 0. */
  readonly readLag: number;
  /** Second DELETE (5.2). Default `no_such_instance`: 404; `ok`: 200 with `success: false`. */
  readonly destroyedAgain: 'no_such_instance' | 'not_found' | 'ok';
  /** Body of a 429 (1.4). Default `text`. `retry-after` is JSON with a numeric `retry_after`. */
  readonly rateLimitForm: 'text' | 'text-threshold' | 'detail' | 'envelope' | 'retry-after';
  /** What follows `public_ipaddr` on the wire (4.2). Default `' \n'`; `''` for a clean address. */
  readonly addressPadding: string;
  /** `public_ipaddr` before an instance runs (4.2). Default `null`. */
  readonly addressBeforeRunning: 'null' | 'empty';
  /** Host ports after stop and start (4.5). Default `new`. */
  readonly portsOnStart: 'new' | 'same';
  /** Host ports after a recycle (5.3). Default `new`. */
  readonly portsOnRecycle: 'new' | 'same';
  /** Container ports (`'22/tcp'`) that a running instance shows with `null` instead of rows (section 7, 16). Default none. */
  readonly nullPorts: readonly string[];
  /** Entries that the server adds to `extra_env` by itself (section 7, 19). Default none. */
  readonly addedEnv: Readonly<Record<string, string>>;
  /** From creation to `running`, drawn per instance. Default 30 to 90 s, as documented. */
  readonly bootMs: readonly [number, number];
  /** From creation to the host's first report (`loading`). Default 1 to 4 s. */
  readonly reportMs: readonly [number, number];
  /** From a stop or start command to the contract state (`cur_state`). Default 1 s. */
  readonly schedulerMs: readonly [number, number];
  /** From a stop to `actual_status: exited`. Default 5 to 15 s. */
  readonly stopMs: readonly [number, number];
  /** From a start to `running`, during which `actual_status` stays `exited` (section 7, 15). Default 10 to 40 s. */
  readonly startMs: readonly [number, number];
  /** From a reboot to `running`. Default 8 to 20 s. */
  readonly rebootMs: readonly [number, number];
  /** From a lost or returned host to its instances' status. Default 20 to 60 s. */
  readonly heartbeatMs: readonly [number, number];
  /** When an image that cannot be pulled makes the platform give up (section 7, 12). Default 7 min. */
  readonly pullGiveUpMs: number;
  /** Retired `GET /api/v0/instances/` (4.1). Default `410`; `200`: same body with 200; `list`: the old list. */
  readonly retiredList: '410' | '200' | 'list';
  /** GET without the trailing slash (1.1). Default `accept`; `redirect` answers 308. */
  readonly slashlessGet: 'accept' | 'redirect';
  /** Reply to a create that leaves a stopped contract (3.6). Default `error`: `success: false` with `new_contract`. */
  readonly unstartableReply: 'error' | 'success';
  /** Status of that error reply. Default 200. */
  readonly unstartableStatus: 200 | 400;
  /** Most rows of one search, whatever `limit` says (2.3). Default 3000. */
  readonly searchCap: number;
  /** Share of matching rows that one search shows, drawn anew each time (2.3). Default 1: all. */
  readonly searchSample: number;
  /** Fields whose filters a search ignores without an error (2.3). Default none. */
  readonly ignoredFilters: readonly string[];
  /** Search filter on `id` (2.2). Default `nothing`: it matches no row, as observed in 2026. */
  readonly idFilter: 'nothing' | 'works';
  /** A dial to an address that drops packets: 504 after `filteredTimeoutMs`, silence, or 504 at once. Default `timeout`; `immediate` with a manual clock. */
  readonly filtered: 'timeout' | 'hang' | 'immediate';
  /** How long the CONNECT proxy waits before 504. Default 10 s. */
  readonly filteredTimeoutMs: number;
  /** Lock-out after a refused create (1.4, `penalty: 12`). Default `lockout`; `none`: only the interval counts. */
  readonly createPenalty: 'lockout' | 'none';
  /** A disk larger than the offer's (8 GB is the least). Default `cap`: silently the offer's size; `refuse`: 400. */
  readonly oversizeDisk: 'cap' | 'refuse';
  /** `GET /ssh/` of an account without keys (5.6). Default `404`; `empty`: an empty list. */
  readonly noSshKeys: '404' | 'empty';
  /** Polls of a `result_url` that answer 404 before the text is there (5.5). Default 2. */
  readonly resultPolls: number;
}

/** The knobs as they stand when nothing is said; `filtered` depends on the clock. */
export function defaultKnobs(manualClock: boolean): Knobs {
  return {
    noSuchAskStatus: 400,
    badKeyStatus: 404,
    goneRead: 'null',
    readLag: 0,
    destroyedAgain: 'no_such_instance',
    rateLimitForm: 'text',
    addressPadding: ' \n',
    addressBeforeRunning: 'null',
    portsOnStart: 'new',
    portsOnRecycle: 'new',
    nullPorts: [],
    addedEnv: {},
    bootMs: [30_000, 90_000],
    reportMs: [1_000, 4_000],
    schedulerMs: [1_000, 1_000],
    stopMs: [5_000, 15_000],
    startMs: [10_000, 40_000],
    rebootMs: [8_000, 20_000],
    heartbeatMs: [20_000, 60_000],
    pullGiveUpMs: 7 * 60_000,
    retiredList: '410',
    slashlessGet: 'accept',
    unstartableReply: 'error',
    unstartableStatus: 200,
    searchCap: 3000,
    searchSample: 1,
    ignoredFilters: [],
    idFilter: 'nothing',
    filtered: manualClock ? 'immediate' : 'timeout',
    filteredTimeoutMs: 10_000,
    createPenalty: 'lockout',
    oversizeDisk: 'cap',
    noSshKeys: '404',
    resultPolls: 2,
  };
}
