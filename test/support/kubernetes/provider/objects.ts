import { DiagnosticError } from '../../../../src/tfplugin';
import { type ApiClient, isNotFound } from './client';
import type { Metadata } from '../shapes';
import type { Ignored } from './metadata';

/** What the handlers get: the API and the provider block's lists of keys to leave alone. */
export interface KubernetesClient {
  readonly api: ApiClient;
  readonly ignored: Ignored;
}

/** Waits, in milliseconds; rejects when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Namespace and name of `namespace/name`. @throws DiagnosticError for any other id */
export function idParts(id: string | null): { namespace: string; name: string } {
  const [namespace, name, ...rest] = (id ?? '').split('/');
  if (namespace === undefined || name === undefined || rest.length > 0) {
    throw new DiagnosticError({
      summary: `Unexpected ID format ("${id ?? ''}"), expected "namespace/name".`,
    });
  }
  return { namespace, name };
}

/** The id of an object that the API answered with. */
export function idOf(remote: unknown): string {
  const { namespace, name } = (remote as { metadata: Metadata }).metadata;
  return namespace === undefined ? (name ?? '') : `${namespace}/${name ?? ''}`;
}

/** Path of an object, or of its collection without a name. */
export function pathOf(collection: string, namespace: string, name?: string): string {
  const root = collection === 'endpointslices' ? '/apis/discovery.k8s.io/v1' : '/api/v1';
  const tail = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${root}/namespaces/${encodeURIComponent(namespace)}/${collection}${tail}`;
}

/** Runs a step; a failure becomes a diagnostic titled with `prefix` and the API's own message. */
export async function step<T>(prefix: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError({ summary: prefix + message }, { cause: error });
  }
}

/** An object as the real provider reads it: asked for twice, gone when the first answer is "not found". */
export async function readTwice(api: ApiClient, path: string, signal: AbortSignal): Promise<unknown> {
  try {
    await api.get(path, signal);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
  return api.get(path, signal);
}

/** Deletes an object; one that is gone already is fine. Tells whether it was there. */
export async function deleteIfThere(api: ApiClient, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    await api.delete(path, signal);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/**
 * Asks until the answer is there, half a second to ten seconds apart.
 *
 * @param timeoutMs time of all waits together
 * @param ask undefined means "not yet"
 * @returns undefined when the time is over
 */
export async function poll<T>(
  timeoutMs: number,
  sleep: Sleep,
  signal: AbortSignal,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  let pause = 500;
  for (let waited = 0; ; waited += pause, pause = Math.min(pause * 2, 10_000)) {
    const found = await ask();
    if (found !== undefined || waited >= timeoutMs) return found;
    await sleep(pause, signal);
  }
}

/** Polls until an object is gone. @throws DiagnosticError when it still exists after `timeoutMs` */
export async function waitUntilGone(
  api: ApiClient,
  path: string,
  what: string,
  timeoutMs: number,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<void> {
  const gone = await poll(timeoutMs, sleep, signal, async () => {
    try {
      await api.get(path, signal);
      return undefined;
    } catch (error) {
      if (isNotFound(error)) return true;
      throw error;
    }
  });
  if (gone === undefined) throw new DiagnosticError({ summary: `${what} still exists` });
}
