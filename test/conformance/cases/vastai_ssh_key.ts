import type { AcceptanceWorld } from '../../support/acceptance-world';
import type { ResourceCase } from '../support/case';
import { askList } from '../support/platform';

const KEY = `ssh-ed25519 ${'A'.repeat(68)} june@example.com`;
const OTHER = `ssh-ed25519 ${'B'.repeat(68)} june@example.com`;

/** The keys of the account as the platform lists them. */
const keys = (world: AcceptanceWorld) => askList(world, '/api/v0/ssh/');

/** `vastai_ssh_key`, from create to destroy. */
export const sshKeyCase: ResourceCase = {
  type: 'vastai_ssh_key',
  base: { public_key: JSON.stringify(KEY) },
  created: async ({ world }) => expect(await keys(world)).toMatchObject([{ key: KEY }]),
  inPlace: [
    {
      set: { public_key: JSON.stringify(OTHER) },
      seen: async ({ world }) => expect(await keys(world)).toMatchObject([{ key: OTHER }]),
    },
  ],
  // A line of a file ends with a line end, which means nothing.
  unchanging: [{ set: { public_key: JSON.stringify(`${OTHER}\n`) } }],
  replacing: [],
  import: { without: [], unknowable: [], refused: { me: /is no/, 999999: /no SSH key 999999/ } },
  invalid: [{ set: { public_key: '"AAAA"' }, message: /one public key such as/, at: 'public_key' }],
  objects: async (world) => (await keys(world)).map(({ id }) => String(id)),
};
