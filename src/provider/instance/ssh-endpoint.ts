import type { Instance } from '../../vast';
import type { InstanceState } from './schema';

/**
 * Where an instance can be reached by SSH (vast-api.md 4.4): its own port 22 when that is mapped, else the platform's
 * proxy, whose port is one higher for jupyter runtypes. Null when it has no SSH server, or nothing is known yet.
 */
export function sshEndpoint(instance: Instance): InstanceState['ssh'] {
  const words = (instance.imageRuntype ?? '').split(/\s+/);
  const isJupyter = words.some((word) => word.startsWith('jupyter'));
  if (!isJupyter && !words.some((word) => word.startsWith('ssh'))) return null;
  const direct = instance.ports['22/tcp'];
  if (direct !== undefined && instance.publicIp !== null) {
    return { host: instance.publicIp, port: direct, user: 'root' };
  }
  const { sshHost, sshPort } = instance;
  if (sshHost === null || sshPort === null) return null;
  return { host: sshHost, port: isJupyter ? sshPort + 1 : sshPort, user: 'root' };
}
