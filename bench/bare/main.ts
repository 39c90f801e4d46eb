/**
 * The plainest Terraform provider on Node: HTTP/2 with mutual TLS as Node's documentation has it, a greeting, and for a plan
 * without changes each message of the request sent back as the answer. It checks nothing, survives nothing and is for
 * comparison only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCertificate } from '../../src/tfplugin/serve/certificate';

const LENGTH_DELIMITED = 2;

/** Content of the last field `wanted`; empty when there is none. */
function field(message: Buffer, wanted: number): Buffer {
  let found: Buffer = Buffer.alloc(0);
  let at = 0;
  const varint = (): number => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const length = varint();
    // Only messages, texts and numbers occur in what is read here.
    if ((tag & 7) !== LENGTH_DELIMITED) continue;
    if (tag >> 3 === wanted) found = message.subarray(at, at + length);
    at += length;
  }
  return found;
}

/** A message with one field. */
function wrap(number: number, content: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = content.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([(number << 3) | LENGTH_DELIMITED, ...length]), content]);
}

/** The answers that are more than nothing. */
const ANSWERS: Readonly<Record<string, (request: Buffer) => Buffer>> = {
  GetProviderSchema: () => readFileSync(join(__dirname, 'schema.bin')),
  // The state as Terraform stores it is one of the forms that a value may have.
  UpgradeResourceState: (request) => wrap(1, wrap(2, field(field(request, 3), 1))),
  ReadResource: (request) => Buffer.concat([wrap(1, field(request, 2)), wrap(3, field(request, 3))]),
  PlanResourceChange: (request) => Buffer.concat([wrap(1, field(request, 2)), wrap(3, field(request, 5))]),
};

const STREAMS = ['StartStream', 'StreamStdio'];

function respond(stream: ServerHttp2Stream, method: string, request: Buffer): void {
  const answer = ANSWERS[method]?.(request) ?? Buffer.alloc(0);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(answer.length, 1);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(Buffer.concat([prefix, answer]));
}

const folder = mkdtempSync(join(tmpdir(), 'bare-'));
const end = (): void => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
const own = createCertificate(Date.now());
const server = createSecureServer({
  key: own.keyPem,
  cert: own.certificatePem,
  ca: process.env['PLUGIN_CLIENT_CERT'],
  requestCert: true,
  rejectUnauthorized: true,
});
server.on('stream', (stream, headers) => {
  stream.on('error', () => undefined);
  const method = String(headers[':path']).split('/').at(-1) ?? '';
  if (STREAMS.includes(method)) {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
    stream.resume();
    return;
  }
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.once('end', () => {
    respond(stream, method, Buffer.concat(chunks).subarray(5));
    if (method === 'Shutdown') stream.once('close', end);
  });
});
process.on('SIGTERM', end);
server.listen(join(folder, 's'), () => {
  const certificate = own.certificateDer.toString('base64').replace(/=+$/, '');
  writeSync(1, `1|6|unix|${folder}/s|grpc|${certificate}\n`);
});
// Nobody is left to serve.
setInterval(() => {
  if (!existsSync(folder) || process.ppid === 1) end();
}, 1000).unref();
