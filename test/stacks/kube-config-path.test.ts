import { kubeConfigPath } from '../../stacks';

test('the usual file is named when the environment leads to no cluster', () => {
  expect(kubeConfigPath({})).toBe('~/.kube/config');
  expect(kubeConfigPath({ KUBE_CONFIG_PATH: '' })).toBe('~/.kube/config');
});

test.each(['KUBE_CONFIG_PATH', 'KUBE_CONFIG_PATHS', 'KUBE_HOST'])('%s is left to the provider', (name) => {
  expect(kubeConfigPath({ [name]: 'x' })).toBeUndefined();
});

test.each(['KUBECONFIG', 'KUBERNETES_SERVICE_HOST'])(
  '%s does not count: the provider ignores it, or should',
  (name) => {
    expect(kubeConfigPath({ [name]: 'x' })).toBe('~/.kube/config');
  },
);
