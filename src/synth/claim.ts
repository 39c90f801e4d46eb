import { createHash } from 'node:crypto';

/** What makes one construct of one project, in one environment, recognisable on the platform. */
export interface ClaimParts {
  /** `projectId` of cdktf.json. */
  readonly projectId: string;
  /** `VAST_ENVIRONMENT`; empty by default. */
  readonly environment: string;
  /** Construct path, `<stack id>/<path>`. */
  readonly path: string;
}

/**
 * The claim that a rental carries in its label, so that a create that was killed can be found again
 * (design.md D12): 12 hex digits of the SHA-256 of the parts.
 */
export function claimOf({ projectId, environment, path }: ClaimParts): string {
  // JSON keeps the parts apart: ('a', 'b/c') and ('a/b', 'c') must not meet.
  const text = JSON.stringify([projectId, environment, path]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
