import { serveForTests } from '../../src/tfplugin';
import { PROVIDER_ADDRESS, vastaiProvider } from '../../src/provider';

test('the provider starts: every schema keeps the rules of the protocol', async () => {
  const server = await serveForTests(vastaiProvider);
  expect(server.env['TF_REATTACH_PROVIDERS']).toContain(PROVIDER_ADDRESS);
  await server.close();
});

test('offers what the design names', () => {
  expect(Object.keys(vastaiProvider.resources ?? {})).toEqual(['vastai_instance', 'vastai_readiness']);
  expect(vastaiProvider.version).toMatch(/^\d+\.\d+\.\d+/);
});
