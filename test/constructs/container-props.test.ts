import { TerraformStack, TerraformVariable } from 'cdktf';

import { VastGpuInstance, VastaiProvider, type VastGpuInstanceProps } from '../../constructs';
import { Template, settleTree, testApp } from '../support/template';

/** The rendered instance; `props` may use a sensitive variable of the stack. */
function rendered(
  props: (secret: string) => Partial<VastGpuInstanceProps>,
): Readonly<Record<string, unknown>> {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai', { maxTotalPricePerHour: 3 });
  const secret = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
  new VastGpuInstance(stack, 'trainer', { image: 'pytorch:2', ...props(secret.stringValue) });
  settleTree(app);
  const template = Template.of(stack);
  expect(template.providers('vastai')).toMatchObject([{ max_total_price_per_hour: 3 }]);
  return template.resource('vastai_instance');
}

test('what runs on the machine is rendered, secrets as references only', () => {
  const instance = rendered((secret) => ({
    templateHashId: 'a'.repeat(32),
    imageLogin: { registry: 'ghcr.io', username: 'bot', password: secret },
    env: { HOME_OF: '${HOME}' },
    secretEnv: { TOKEN: secret },
    secretEnvVersion: '2',
    entrypoint: '/bin/sh',
    args: ['-c', 'echo ${X}'],
    sshPublicKeys: ['ssh-ed25519 AAAA x'],
    bid: { minPricePerHour: 0.1, maxPricePerHour: 0.2 },
    onOutbid: 'rebid',
    blockedMachines: [7],
  }));
  expect(instance).toMatchObject({
    image: 'pytorch:2',
    template_hash_id: 'a'.repeat(32),
    image_login: { registry: 'ghcr.io', username: 'bot', password: '${var.token}' },
    env: { HOME_OF: '$${HOME}' },
    secret_env: { TOKEN: '${var.token}' },
    secret_env_version: '2',
    entrypoint: '/bin/sh',
    args: ['-c', 'echo $${X}'],
    ssh_public_keys: ['ssh-ed25519 AAAA x'],
    bid: { min_price_per_hour: 0.1, max_price_per_hour: 0.2 },
    on_outbid: 'rebid',
    blocked_machines: [7],
  });
});

test('a plain secret is refused before it can be written', () => {
  expect(() => rendered(() => ({ secretEnv: { TOKEN: 'plain' } }))).toThrow(
    'secretEnv.TOKEN must be a token',
  );
  const login = { registry: 'ghcr.io', username: 'bot', password: 'plain' };
  expect(() => rendered(() => ({ imageLogin: login }))).toThrow('imageLogin.password must be a token');
});

test('there has to be something to run', () => {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai');
  expect(() => new VastGpuInstance(stack, 'trainer', {})).toThrow('image or templateHashId is needed');
});
