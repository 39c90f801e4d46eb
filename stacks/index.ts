/** Deployable compositions of the constructs. */
export { JuneGpuStack, type JuneGpuStackProps } from './june-gpu-stack';
export { kubeConfigPath } from './kube-config-path';
