import { serveForTests } from '../../src/tfplugin';
import { getFunctions, getProviderSchema } from '../../src/tfplugin/rpc/get-schema';
import { PROVIDER_ADDRESS, vastaiProvider } from '../../src/provider';

test('the provider starts: every schema keeps the rules of the protocol', async () => {
  const server = await serveForTests(vastaiProvider);
  expect(server.env['TF_REATTACH_PROVIDERS']).toContain(PROVIDER_ADDRESS);
  await server.close();
});

test('offers what the design names', () => {
  expect(Object.keys(vastaiProvider.resources ?? {})).toEqual([
    'vastai_instance',
    'vastai_readiness',
    'vastai_ssh_key',
    'vastai_template',
  ]);
  expect(Object.keys(vastaiProvider.dataSources ?? {})).toEqual([
    'vastai_instance',
    'vastai_instances',
    'vastai_offers',
    'vastai_user',
  ]);
  expect(vastaiProvider.version).toMatch(/^\d+\.\d+\.\d+/);
});

test('its functions are in both answers: Terraform reads the schema, OpenTofu asks for them alone', () => {
  const { functions } = getFunctions(vastaiProvider);
  expect(Object.keys(functions)).toEqual(['region']);
  expect(functions).toEqual(getProviderSchema(vastaiProvider).functions);
  expect(functions['region']).toMatchObject({
    parameters: [{ name: 'geolocation', allowNullValue: false, allowUnknownValues: false }],
    variadicParameter: undefined,
  });
});
