import { JuneGpuStack } from '../../stacks';
import type { JuneGpuStackProps } from '../../stacks';
import { SEED_OFFERS } from '../support/offers';
import type { OfferRow } from '../support/offers';
import { Template, settleTree, testApp } from '../support/template';

function render(props: JuneGpuStackProps = {}, rows?: readonly OfferRow[]): Template {
  const app = testApp();
  const stack = new JuneGpuStack(app, 'june-gpu', props);
  settleTree(app, {
    ...(rows === undefined ? {} : { rows }),
    site: { configFileOf: () => '../../../config.env' },
  });
  return Template.of(stack);
}

test('a change of this snapshot that touches an id replaces a paid machine', () => {
  const { text } = render({}, SEED_OFFERS);
  const root: unknown = JSON.parse(text, (key, value: unknown) => (key === 'backend' ? undefined : value));
  expect(root).toMatchSnapshot();
});

test('both services share one instance', () => {
  const template = render();
  expect(Object.keys(template.resources('vastai_instance'))).toHaveLength(1);
  expect(template.resource('vastai_instance')).toMatchObject({
    image: 'ozzuworld/june-gpu-multi:latest',
    ports: ['8000/tcp', '8001/tcp'],
    env: { STT_PORT: '8001', TTS_PORT: '8000' },
  });
  expect(Object.keys(template.resources('kubernetes_service_v1'))).toHaveLength(2);
});

test('image, namespace, kubeconfig and requirements are open', () => {
  const template = render({
    image: 'mine:1',
    namespace: 'june',
    kubeConfigPath: '~/.kube/config',
    instance: { gpuType: 'RTX 4090', env: { MODEL: 'small' }, label: 'mine' },
  });
  expect(template.resource('vastai_instance')).toMatchObject({
    image: 'mine:1',
    label: 'mine',
    env: { MODEL: 'small', STT_PORT: '8001', TTS_PORT: '8000' },
    requirements: { gpu_name: 'RTX 4090' },
  });
  expect(template.resourceNamed('kubernetes_service_v1', 'june-stt')).toMatchObject({
    metadata: { name: 'june-stt', namespace: 'june' },
  });
  expect(template.providers('kubernetes')).toEqual([{ config_path: '~/.kube/config' }]);
});

test('the cluster is left to the environment by default', () => {
  expect(render().providers('kubernetes')).toEqual([{}]);
});
