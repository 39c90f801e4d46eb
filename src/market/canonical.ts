import { createHash } from 'node:crypto';

import { canonicalJson } from '../selection';
import type { Requirements } from '../selection';

/** JSON for people and git: sorted keys, two spaces, final newline (cdktf.md 10.4). */
export function canonicalFile(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
}

/**
 * What a lock entry is checked by: 16 hex digits of the SHA-256 of the canonical requirements.
 * It covers exactly the hard limits, never weights, so that a new taste in ranking invalidates nothing
 * (cdktf.md 10.4). A field that is added to {@link Requirements} later has to be left out here while it holds
 * its default, or every existing hash changes.
 */
export function requirementsHash(requirements: Requirements): string {
  return createHash('sha256').update(canonicalJson(requirements)).digest('hex').slice(0, 16);
}
