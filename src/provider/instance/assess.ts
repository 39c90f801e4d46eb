import type { Instance } from '../../vast';

/** What one look at a starting instance says. */
export type Look =
  | { readonly kind: 'ready' }
  /** Nothing wrong yet. */
  | { readonly kind: 'waiting'; readonly doing: string }
  /**
   * A sign that it will never run. Counts only when it lasts: states lag and flip for a while (vast-api.md 7,
   * quirks 13 to 15).
   */
  | { readonly kind: 'bad'; readonly reason: string; readonly blame: 'host' | 'image' };

/** Messages of a host that cannot get or start the image (vast-api.md 4.3). */
const IMAGE_TROUBLE =
  /manifest (for .* )?(unknown|not found)|pull access denied|unauthorized: |repository does not exist|no matching manifest|OCI runtime|container failed to start|docker_build\(\) error|invalid reference format/i;

/** Judges one read of an instance that should come up. `ports` are the container ports that must be mapped. */
export function look(instance: Instance, ports: readonly string[]): Look {
  const { actualStatus, intendedStatus, currentState, nextState, statusMessage } = instance;
  if (intendedStatus !== null && intendedStatus !== 'running') {
    const outbid = currentState === 'stopped' && nextState === 'stopped';
    const reason = `the platform set it to ${intendedStatus}${outbid ? ' for good' : ''}${quoted(statusMessage)}`;
    return { kind: 'bad', reason, blame: isImageTrouble(statusMessage) ? 'image' : 'host' };
  }
  if (actualStatus === 'offline' || actualStatus === 'unknown') {
    return { kind: 'bad', reason: `its host is ${actualStatus}`, blame: 'host' };
  }
  if (actualStatus === 'running' && currentState === 'running' && intendedStatus === 'running') {
    const missing = ports.filter((port) => !(port in instance.ports));
    if (missing.length > 0)
      return { kind: 'waiting', doing: `no external port for ${missing.join(', ')} yet` };
    if (instance.publicIp === null) return { kind: 'waiting', doing: 'no public address yet' };
    return { kind: 'ready' };
  }
  if (actualStatus !== 'running' && isImageTrouble(statusMessage)) {
    return { kind: 'bad', reason: `the image does not start${quoted(statusMessage)}`, blame: 'image' };
  }
  return {
    kind: 'waiting',
    doing: `${actualStatus ?? 'not reported by its host yet'}${quoted(statusMessage)}`,
  };
}

function isImageTrouble(message: string | null): boolean {
  return message !== null && IMAGE_TROUBLE.test(message);
}

function quoted(message: string | null): string {
  if (message === null) return '';
  const line = message.replace(/\s+/g, ' ');
  return ` (host says: "${line.length > 200 ? `${line.slice(0, 200)}...` : line}")`;
}
