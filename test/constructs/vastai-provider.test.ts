import { TerraformStack, TerraformVariable } from 'cdktf';

import { VastaiProvider } from '../../constructs';
import type { VastaiProviderProps } from '../../constructs';
import { PROVIDER_SOURCE } from '../../src/synth';
import manifest from '../../package.json';
import { Template, settleTree, testApp } from '../support/template';

function providerOf(props: VastaiProviderProps, configFile?: string): Template {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai', props);
  settleTree(app, { site: { configFileOf: () => configFile } });
  return Template.of(stack);
}

test('is required from the address and in the version of this package', () => {
  expect(providerOf({}).requiredProviders).toEqual({
    vastai: { source: PROVIDER_SOURCE, version: manifest.version },
  });
});

test('is empty by default', () => {
  expect(providerOf({}).providers('vastai')).toEqual([{}]);
});

test('is told where the settings came from', () => {
  expect(providerOf({}, '../../../config.env').providers('vastai')).toEqual([
    { config_file: '../../../config.env' },
  ]);
});

test('is empty in a tree that nobody settled', () => {
  const stack = new TerraformStack(testApp(), 'gpu');
  new VastaiProvider(stack, 'vastai');
  expect(Template.of(stack).providers('vastai')).toEqual([{}]);
});

test('passes its props on', () => {
  const props = {
    apiUrl: 'http://127.0.0.1:1',
    connectProxy: 'http://127.0.0.1:2',
    configFile: 'x.env',
    alias: 'b',
  };
  expect(providerOf(props, 'not-this.env').providers('vastai')).toEqual([
    { api_url: 'http://127.0.0.1:1', connect_proxy: 'http://127.0.0.1:2', config_file: 'x.env', alias: 'b' },
  ]);
});

describe('the key', () => {
  test('is refused as a plain text, without being shown', () => {
    const make = (): Template => providerOf({ apiKey: 'secret-key' });
    expect(make).toThrow('apiKey must be a token');
    expect(make).not.toThrow(/secret-key/);
  });

  test('may be a sensitive variable', () => {
    const app = testApp();
    const stack = new TerraformStack(app, 'gpu');
    const key = new TerraformVariable(stack, 'key', { type: 'string', sensitive: true });
    new VastaiProvider(stack, 'vastai', { apiKey: key.stringValue });
    expect(Template.of(stack).providers('vastai')).toEqual([{ api_key: '${var.key}' }]);
  });
});
