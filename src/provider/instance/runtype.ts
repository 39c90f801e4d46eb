/**
 * The runtype that an instance was created with, from the long form that the platform reports (vast-api.md 3.3; the
 * spelling `direc` is real). Null for a form that no runtype gives.
 */
export function runtypeOf(imageRuntype: string | null): string | null {
  const words = new Set((imageRuntype ?? '').split(/\s+/));
  const direct =
    words.has('ssh_direc') ||
    words.has('ssh_direct') ||
    words.has('jupyter_direc') ||
    words.has('jupyter_direct');
  if ([...words].some((word) => word.startsWith('jupyter'))) return direct ? 'jupyter_direct' : 'jupyter';
  if ([...words].some((word) => word.startsWith('ssh'))) return direct ? 'ssh_direct' : 'ssh';
  return words.has('args') ? 'args' : null;
}
