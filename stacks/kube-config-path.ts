/** Variables by which the Kubernetes provider finds a cluster without being told (kubernetes.md section 4). */
const PROVIDER_VARIABLES = ['KUBE_CONFIG_PATH', 'KUBE_CONFIG_PATHS', 'KUBE_HOST'];

/**
 * The kubeconfig to name in a stack: none when the environment already leads the provider to a cluster, else the
 * usual one. The provider ignores `KUBECONFIG`, and without any configuration it would talk to `localhost`, or, inside
 * a pod, to the cluster that the pod happens to run in.
 */
export function kubeConfigPath(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return PROVIDER_VARIABLES.some((name) => (env[name] ?? '') !== '') ? undefined : '~/.kube/config';
}
