import { attr, defineSchema, keepPriorValue, matches, preferPrior, type StateOf } from '../../tfplugin';

/** A line of an `authorized_keys` file, without options in front (vast-api.md 5.6). */
const PUBLIC_KEY = /^\s*(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/=]+( [^\r\n]*)?\s*$/;

/** The schema of `vastai_ssh_key`. */
export const sshKeySchema = defineSchema({
  version: 0,
  description:
    'A public SSH key of the account. Every instance that is created afterwards gets it; one that exists already does ' +
    'not. An account of a team cannot hold keys. A key that the account already holds is taken over, with a warning.',
  attributes: {
    public_key: attr.string({
      required: true,
      description:
        'The key as a line of an `authorized_keys` file, such as the text of `id_ed25519.pub`. Blanks and line ends ' +
        'around it do not count. A change is made in place.',
      validators: [matches(PUBLIC_KEY, 'one public key such as "ssh-ed25519 AAAA... name"')],
      planModifiers: [preferPrior((prior, configured) => prior.trim() === configured.trim())],
    }),
    id: attr.string({
      computed: true,
      nonNull: true,
      description: 'Number of the key on the platform.',
      planModifiers: [keepPriorValue()],
    }),
    created_at: attr.string({
      computed: true,
      description: 'When the key was added, UTC, such as `2026-01-31T12:00:00.000Z`; null if unknown.',
      planModifiers: [keepPriorValue()],
    }),
  },
});

/** The schema's body, for the types of handlers. */
export type SshKeyBody = typeof sshKeySchema.body;
/** Stored values. */
export type SshKeyState = StateOf<SshKeyBody>;
