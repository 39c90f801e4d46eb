import { isRecord, lenient, readFields, toId } from './lenient';

/** A public SSH key of an account or of one instance. */
export interface SshKey {
  readonly id: number;
  /** As in an `authorized_keys` file, without blanks at its ends; empty when the platform did not say. */
  readonly publicKey: string;
  /** Seconds since 1970; null when the platform did not say. */
  readonly createdAtSeconds: number | null;
}

const wireKey = {
  key: lenient.text,
  public_key: lenient.text,
  created_at: lenient.time,
  deleted_at: lenient.text,
};

/**
 * One key of a list or an answer (vast-api.md 5.6): `deleted` for one that is only remembered, undefined when there
 * is no id, which the caller must treat as a broken answer.
 */
export function parseSshKey(value: unknown): SshKey | 'deleted' | undefined {
  if (!isRecord(value)) return undefined;
  const id = toId(value['id']);
  if (id === undefined) return undefined;
  const wire = readFields(wireKey, value);
  if (wire.deleted_at !== null) return 'deleted';
  return { id, publicKey: wire.public_key ?? wire.key ?? '', createdAtSeconds: wire.created_at };
}
