import { environmentBody } from './environment';
import { checkEnvironment, checkImage, checkStart, checkTemplateHash, type Report } from './launch-checks';

/** What the container of an existing instance shall be made from. What is left out stays as it is (vast-api.md 5.3). */
export interface InstanceUpdate {
  readonly image?: string | undefined;
  /** All variables, secret ones included: the platform replaces the whole set. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container ports that stay published, as `8001/tcp`: they travel with the variables. Needed with `env`. */
  readonly ports?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  /** Start-up script, or with runtype `args` the entrypoint; an empty text removes it. */
  readonly onstart?: string | undefined;
  readonly templateHashId?: string | undefined;
}

/** Everything in a change that the platform would refuse, or that would do more than it says; never shows a value of `env`. */
export function instanceUpdateProblems(change: InstanceUpdate): readonly string[] {
  const problems: string[] = [];
  const report: Report<string> = (_, message) => {
    problems.push(message);
  };
  if (change.image !== undefined) checkImage(change.image, report);
  if (change.templateHashId !== undefined) checkTemplateHash(change.templateHashId, report);
  // One without the other would silently clear the other.
  if ((change.env === undefined) !== (change.ports === undefined)) {
    problems.push('Variables and ports can only be changed together: the platform keeps them in one place.');
  }
  checkEnvironment(change, report);
  checkStart(change.onstart, change.args, report);
  return problems;
}

/** The JSON body of the update call (vast-api.md 5.3). */
export function instanceUpdateBody(id: number, change: InstanceUpdate): Readonly<Record<string, unknown>> {
  const { image, env, args, onstart, templateHashId } = change;
  return {
    id,
    ...(image === undefined ? {} : { image }),
    ...(env === undefined ? {} : { env: environmentBody(change) }),
    ...(args === undefined ? {} : { args }),
    ...(onstart === undefined ? {} : { onstart }),
    ...(templateHashId === undefined ? {} : { template_hash_id: templateHashId }),
  };
}
