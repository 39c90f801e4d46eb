import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  explicit,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  time,
  utf8String,
  element,
} from './der';

const HOUR_MS = 3_600_000;
/** Clocks differ a little; Terraform refuses a certificate from the future. */
const START_EARLIER_MS = 30_000;
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const HOST = 'localhost';
/** digitalSignature, keyEncipherment, keyAgreement, keyCertSign. */
const KEY_USAGE_BITS = 0b1010_1100;
const KEY_USAGE_UNUSED = 2;

/** A key pair with its self-signed certificate. */
export interface Certificate {
  readonly keyPem: string;
  readonly certificatePem: string;
  /** The certificate alone, for the handshake line. */
  readonly certificateDer: Buffer;
}

/**
 * A fresh P-256 key with a certificate for `localhost`, good for a day (plugin-protocol.md 2.3). Nothing of
 * it ever touches a disk.
 * @param now milliseconds since 1970.
 */
export function createCertificate(now: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectId(ECDSA_WITH_SHA256));
  const name = sequence(set(sequence(objectId(COMMON_NAME), utf8String(HOST))));
  const validity = sequence(time(new Date(now - START_EARLIER_MS)), time(new Date(now + 24 * HOUR_MS)));
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions())),
  );
  const certificateDer = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)));
  return {
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: pem('CERTIFICATE', certificateDer),
    certificateDer,
  };
}

// Positive and without leading zero octets, as DER wants it.
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function extensions(): Buffer[] {
  const usages = sequence(objectId('1.3.6.1.5.5.7.3.1'), objectId('1.3.6.1.5.5.7.3.2'));
  const dnsName = element(0x82, Buffer.from(HOST, 'ascii'));
  return [
    extension('2.5.29.15', true, bitString(Buffer.from([KEY_USAGE_BITS]), KEY_USAGE_UNUSED)),
    extension('2.5.29.37', false, usages),
    extension('2.5.29.19', true, sequence(boolean(true))),
    extension('2.5.29.17', false, sequence(dnsName)),
  ];
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

/**
 * PEM text. Lines are joined, not ended, by newlines: a base64 text of exactly 64 characters a line would
 * otherwise leave an empty line, which OpenSSL refuses (plugin-protocol.md 21).
 */
export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
