import { SynthError } from './errors';

const OLDEST = [20, 19] as const;
const FIRST_TOO_NEW = 24;

/**
 * Refuses a Node that the tools of this project do not run on: cdktf-cli 0.21 needs 20.19 and crashes on 24
 * (cdktf.md section 1).
 * @param version as in `process.versions.node`
 * @throws SynthError in one line
 */
export function assertNodeVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const tooOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (!tooOld && major < FIRST_TOO_NEW) return;
  throw new SynthError(
    `Node ${OLDEST.join('.')} or newer but below ${FIRST_TOO_NEW} is needed (cdktf-cli 0.21 does not start on ` +
      `others), this is ${version}`,
  );
}
