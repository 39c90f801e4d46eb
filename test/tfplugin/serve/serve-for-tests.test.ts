import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { attr, defineProvider, defineSchema, serveForTests } from '../../../src/tfplugin';
import { exampleProvider } from '../support/example-provider';

interface Reattach {
  Protocol: string;
  ProtocolVersion: number;
  Pid: number;
  Test: boolean;
  Addr: { Network: string; String: string };
}

const table = (env: { readonly TF_REATTACH_PROVIDERS: string }) =>
  JSON.parse(env.TF_REATTACH_PROVIDERS) as Record<string, Reattach>;

test('serves several providers and tells Terraform where', async () => {
  const server = await serveForTests([exampleProvider('h/n/one'), exampleProvider('h/n/two')]);
  const { 'h/n/one': one, 'h/n/two': two } = table(server.env);
  expect(one).toMatchObject({ Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true });
  expect(one?.Addr.String).not.toBe(two?.Addr.String);
  const folders = [one, two].map((entry) => dirname(entry?.Addr.String ?? ''));
  expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
  await server.close();
  await server.close();
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
});

test('refuses names that Terraform reserves before anything is served', async () => {
  const provider = defineProvider({
    address: 'h/n/x',
    version: '0',
    schema: defineSchema({ attributes: { alias: attr.string({ optional: true }) } }),
    configure: () => ({}),
  });
  await expect(serveForTests([exampleProvider(), provider])).rejects.toThrow('the name "alias" is reserved');
});
