import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Simulator } from '../../../../src/simulator';

/** A raw answer: nothing is interpreted but JSON, when it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed body, `undefined` when it is not JSON. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of JSON. */
  readonly raw?: string | Buffer;
  /** Default: the simulator's key; `null` = none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP request with node:http alone. */
export function call(
  simulator: Pick<Simulator, 'port' | 'apiKey'>,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const key = options.key === undefined ? simulator.apiKey : options.key;
  const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: simulator.port,
        method,
        path,
        agent: new Agent({ keepAlive: false }),
        headers: {
          ...(payload === undefined
            ? {}
            : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(payload)) }),
          ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
          ...options.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          let json: unknown;
          try {
            json = JSON.parse(text) as unknown;
          } catch {
            json = undefined;
          }
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

/** Sends CONNECT; resolves with the proxy's status, its headers and the socket behind it. */
export function dialThrough(
  simulator: Pick<Simulator, 'port'>,
  target: string,
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly socket: Socket }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port: simulator.port,
      method: 'CONNECT',
      path: target,
      agent: false,
    });
    outgoing.on('connect', (response, socket) =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, socket }),
    );
    outgoing.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, socket: response.socket });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Opens a bare TCP connection to the simulator. */
export function rawSocket(simulator: Pick<Simulator, 'port'>): Socket {
  return connect({ host: '127.0.0.1', port: simulator.port });
}

/** Parsed body as an object of unknowns; fails the test when the answer is not JSON. */
export function json(answer: Answer): Record<string, unknown> {
  if (answer.json === undefined || answer.json === null || typeof answer.json !== 'object') {
    throw new Error(`not a JSON object (HTTP ${answer.status}): ${answer.text.slice(0, 300)}`);
  }
  return answer.json as Record<string, unknown>;
}
