/** First contact between Terraform and a provider process (plugin-protocol.md 2). */

/** Name and value of the variable by which Terraform shows that it is the one who starts the process. */
export const COOKIE = {
  name: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
} as const;

/** The one protocol version that this SDK speaks. */
export const PROTOCOL_VERSION = 6;

/** Environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a server listens. */
export interface Address {
  readonly network: 'unix' | 'tcp';
  readonly address: string;
}

/** The process was not started by Terraform, or by one that speaks no protocol of ours. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';
  /** Where the text is seen: by a person on stderr, or by Terraform, which shows what comes on stdout. */
  readonly audience: 'person' | 'terraform';

  constructor(audience: 'person' | 'terraform', message: string) {
    super(message);
    this.audience = audience;
  }
}

/**
 * Checks that Terraform started this process and speaks protocol 6.
 * @throws HandshakeError with a text for whoever did.
 */
export function checkLaunch(env: Environment, providerName: string): void {
  if (env[COOKIE.name] !== COOKIE.value) {
    throw new HandshakeError(
      'person',
      `This is the Terraform provider ${providerName}. Terraform starts it by itself: add it to required_providers and run "terraform init". It is of no use when it is started by hand.`,
    );
  }
  const offered = env['PLUGIN_PROTOCOL_VERSIONS'];
  if (offered !== undefined && !offered.split(',').map(Number).includes(PROTOCOL_VERSION)) {
    throw new HandshakeError(
      'terraform',
      `The provider ${providerName} speaks plugin protocol ${PROTOCOL_VERSION}, but this client offers ${offered} only. Use Terraform 1.0 or newer, or OpenTofu.`,
    );
  }
}

/**
 * The one line that Terraform reads from stdout, without its newline.
 * @param certificate DER of the server's certificate; undefined without TLS.
 */
export function handshakeLine(env: Environment, address: Address, certificate: Buffer | undefined): string {
  // Standard base64 without padding: with it Terraform fails, though only for two lengths out of three.
  const encoded = certificate?.toString('base64').replace(/=+$/, '') ?? '';
  const fields = ['1', String(PROTOCOL_VERSION), address.network, address.address, 'grpc', encoded];
  if (env['PLUGIN_MULTIPLEX_GRPC'] !== undefined) fields.push('false');
  return fields.join('|');
}
