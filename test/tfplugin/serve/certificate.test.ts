import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { createCertificate, pem } from '../../../src/tfplugin/serve/certificate';

const NOW = Date.UTC(2026, 5, 1, 12);

test('is what Terraform accepts', () => {
  const { certificatePem, certificateDer, keyPem } = createCertificate(NOW);
  const parsed = new X509Certificate(certificateDer);
  expect(new X509Certificate(certificatePem).raw.equals(certificateDer)).toBe(true);
  expect(parsed.subject).toBe('CN=localhost');
  expect(parsed.issuer).toBe('CN=localhost');
  expect(parsed.subjectAltName).toBe('DNS:localhost');
  expect(parsed.ca).toBe(true);
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
  expect(parsed.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  expect(new Date(parsed.validFrom).getTime()).toBe(NOW - 30_000);
  expect(new Date(parsed.validTo).getTime()).toBe(NOW + 24 * 3_600_000);
});

test('a thousand of them can be loaded', () => {
  for (let index = 0; index < 1000; index += 1) {
    const { certificatePem, keyPem, certificateDer } = createCertificate(NOW + index);
    expect(() => createSecureContext({ cert: certificatePem, key: keyPem })).not.toThrow();
    expect(new X509Certificate(certificateDer).serialNumber).toHaveLength(32);
  }
});

test('knows times after 2049', () => {
  const late = Date.UTC(2050, 0, 1, 6);
  const { validFrom, validTo } = new X509Certificate(createCertificate(late).certificateDer);
  expect(new Date(validFrom).getTime()).toBe(late - 30_000);
  expect(new Date(validTo).getTime()).toBe(late + 24 * 3_600_000);
  // The start still in the old form, the end in the new one.
  const turn = new X509Certificate(createCertificate(Date.UTC(2049, 11, 31, 23)).certificateDer);
  expect(turn.validTo).toContain('2050');
});

test('PEM text has no empty line, whatever the length', () => {
  for (let length = 1; length < 200; length += 1) {
    const text = pem('CERTIFICATE', Buffer.alloc(length, 1));
    expect(text.trimEnd().split('\n')).not.toContain('');
    expect(text.endsWith('-----END CERTIFICATE-----\n')).toBe(true);
  }
});
