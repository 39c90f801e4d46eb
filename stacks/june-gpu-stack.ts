import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { VastGpuInstance, VastService, VastaiProvider } from '../constructs';
import type { VastGpuInstanceProps } from '../constructs';

/** What may differ between deployments of June's GPU services. */
export interface JuneGpuStackProps {
  /**
   * Image that runs both services on one GPU.
   *
   * @default 'ozzuworld/june-gpu-multi:latest'
   */
  readonly image?: string;
  /**
   * Namespace of the Kubernetes Services, which must exist.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * Path of a kubeconfig; absolute or starting with `~/`, because Terraform runs in the stack's folder.
   *
   * @default - the provider's own environment: `KUBE_CONFIG_PATH`, `KUBE_HOST` and so on
   */
  readonly kubeConfigPath?: string | undefined;
  /**
   * Anything else about the instance, such as its requirements.
   *
   * @default - the settings decide
   */
  readonly instance?: Omit<VastGpuInstanceProps, 'image'>;
}

const STT_PORT = 8001;
const TTS_PORT = 8000;

/**
 * June's speech services on one rented GPU: `june-stt:8001` (speech to text) and `june-tts:8000` (text to speech).
 * Sharing one instance saves about 60 % against two. State is kept in a file beside cdktf.json.
 */
export class JuneGpuStack extends TerraformStack {
  readonly instance: VastGpuInstance;

  constructor(scope: Construct, id: string, props: JuneGpuStackProps = {}) {
    super(scope, id);
    const { image = 'ozzuworld/june-gpu-multi:latest', namespace = 'default', kubeConfigPath } = props;
    new VastaiProvider(this, 'vastai');
    new KubernetesProvider(
      this,
      'kubernetes',
      kubeConfigPath === undefined ? {} : { configPath: kubeConfigPath },
    );
    this.instance = new VastGpuInstance(this, 'june', {
      label: 'june',
      ...props.instance,
      image,
      env: { STT_PORT: String(STT_PORT), TTS_PORT: String(TTS_PORT), ...props.instance?.env },
    });
    for (const [name, port] of [
      ['june-stt', STT_PORT],
      ['june-tts', TTS_PORT],
    ] as const) {
      new VastService(this, name, { instance: this.instance, name, port, namespace });
    }
  }
}
