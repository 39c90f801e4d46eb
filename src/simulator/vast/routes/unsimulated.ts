import type { Reply } from '../http/endpoint';

/** Parts of the real API that this simulator leaves out, by the beginning of their paths, and what they are. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/v\d\/(machines|machine|listings?|disks|cluster|clusters)\//, 'the side of hosts'],
  [/^\/api\/v\d\/(endptjobs|workergroups|autojobs)\//, 'serverless endpoints'],
  [/^\/(route|get_endpoint_logs|get_workergroup_logs|get_endpoint_workers)\//, 'the serverless data plane'],
  [/^\/api\/v\d\/commands\//, 'copying between instances and clouds'],
  [/^\/api\/v\d\/volumes\/copy\//, 'copying of volumes'],
  [/^\/api\/v\d\/(network_volumes?|network_disks?|overlay)\//, 'network volumes and overlay networks'],
  [/^\/api\/v\d\/(team|teams|subaccounts?|users\/teams?)\//, 'teams and subaccounts'],
  [/^\/api\/v\d\/(audit_logs|deployments?)\//, 'audit logs and deployments'],
  [/^\/api\/v\d\/instances\/(lite|balance)\//, 'a route whose shape nobody has described'],
];

/** The 501 of a known route that is not simulated, or `null`: the reader shall know that it is not his mistake. */
export function unsimulated(path: string): Reply | null {
  const slashed = path.endsWith('/') ? path : `${path}/`;
  const found = LEFT_OUT.find(([pattern]) => pattern.test(slashed));
  if (!found) return null;
  return {
    status: 501,
    body: {
      success: false,
      error: 'not_simulated',
      msg: `${path} belongs to ${found[1]}, which this simulator does not play. See docs/simulator.md.`,
    },
  };
}
