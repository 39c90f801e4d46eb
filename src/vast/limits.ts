/** How often one endpoint may be called: at most `count` calls start in any `windowMs` milliseconds. */
export interface RateLimit {
  /** Name of the lane that these calls share, by method and endpoint. */
  readonly lane: string;
  readonly count: number;
  readonly windowMs: number;
  /** Least wait after a refusal (HTTP 429), when longer than the window. */
  readonly penaltyMs?: number;
}

const every = (lane: string, seconds: number, penaltySeconds?: number): RateLimit => ({
  lane,
  count: 1,
  windowMs: seconds * 1000,
  ...(penaltySeconds === undefined ? {} : { penaltyMs: penaltySeconds * 1000 }),
});

/** The documented minimum intervals (vast-api.md section 0). An undocumented one is taken as a second. */
export const LIMITS = {
  search: { lane: 'POST bundles', count: 10, windowMs: 60_000 },
  create: every('PUT asks', 4.5, 12),
  list: every('GET instances', 1),
  readOne: every('GET instance', 2),
  manage: every('PUT instance', 1),
  destroy: every('DELETE instance', 3),
  update: every('PUT instance update_template', 1),
  recycle: every('PUT instance recycle', 1),
  bid: every('PUT instance bid_price', 5.5),
  instanceSshKeys: every('GET instance ssh', 1),
  attachSshKey: every('POST instance ssh', 1),
  detachSshKey: every('DELETE instance ssh', 2),
  user: every('GET user', 1),
  sshKeys: every('GET ssh', 1),
  createSshKey: every('POST ssh', 1),
  updateSshKey: every('PUT ssh', 1),
  deleteSshKey: every('DELETE ssh', 1),
  templates: every('GET template', 3),
  createTemplate: every('POST template', 1),
  updateTemplate: every('PUT template', 1),
  deleteTemplate: every('DELETE template', 1),
} as const satisfies Record<string, RateLimit>;
