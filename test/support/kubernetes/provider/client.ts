import * as http from 'node:http';
import * as https from 'node:https';

import type { Connection } from './kubeconfig';

/** An answer with a failure status. The message is that of the API's `Status` object. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /** @param reason `NotFound`, `Invalid`, …: what the API says, empty if it says nothing */
  constructor(
    message: string,
    readonly code: number,
    readonly reason: string,
  ) {
    super(message);
  }
}

/** Whether an object does not exist. The reason decides, as for Kubernetes' own clients. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.reason === 'NotFound';
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What went wrong on the way; of several tries (one for each address of a name) the last one. */
function causeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { errors, message } = error as { errors?: unknown; message?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return causeOf(errors.at(-1));
  return typeof message === 'string' ? message : 'unknown failure';
}

function failure(code: number, text: string): ApiError {
  const status = parseJson(text);
  const { message, reason } = (typeof status === 'object' && status !== null ? status : {}) as Record<
    string,
    unknown
  >;
  const short = `the server answered with status ${code}: ${text.slice(0, 200)}`;
  return new ApiError(
    typeof message === 'string' ? message : short,
    code,
    typeof reason === 'string' ? reason : '',
  );
}

/** HTTP client of one API server, with the headers of the real provider. */
export class ApiClient {
  /** @param terraformVersion for the User-Agent */
  constructor(
    private readonly connection: Connection,
    private readonly terraformVersion: string,
  ) {}

  /** The object at a path. @throws ApiError, or Error when the server cannot be reached */
  get(path: string, signal: AbortSignal): Promise<unknown> {
    return this.call({ method: 'GET', path }, signal);
  }

  /** Creates an object in the collection at a path. @throws as {@link get} */
  post(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    return this.call({ method: 'POST', path, body, contentType: 'application/json' }, signal);
  }

  /** Applies a JSON patch, also an empty one. @throws as {@link get} */
  patch(path: string, operations: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    return this.call(
      { method: 'PATCH', path, body: operations, contentType: 'application/json-patch+json' },
      signal,
    );
  }

  /** Deletes an object. @throws as {@link get} */
  delete(path: string, signal: AbortSignal): Promise<unknown> {
    const body = { kind: 'DeleteOptions', apiVersion: 'v1' };
    return this.call({ method: 'DELETE', path, body, contentType: 'application/json' }, signal);
  }

  private async call(call: Call, signal: AbortSignal): Promise<unknown> {
    const url = this.connection.server + call.path;
    let answer: { readonly code: number; readonly text: string };
    try {
      answer = await this.send(new URL(url), call, signal);
    } catch (error) {
      signal.throwIfAborted();
      const verb = call.method.charAt(0) + call.method.slice(1).toLowerCase();
      throw new Error(`${verb} "${url}": ${causeOf(error)}`, { cause: error });
    }
    if (answer.code >= 400) throw failure(answer.code, answer.text);
    const body = parseJson(answer.text);
    if (body === undefined)
      throw new ApiError(`the answer to ${call.method} ${url} is not JSON`, answer.code, '');
    return body;
  }

  private send(url: URL, call: Call, signal: AbortSignal): Promise<{ code: number; text: string }> {
    const secure = url.protocol === 'https:';
    const { ca, certificate, key, insecure, serverName } = this.connection;
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const options: https.RequestOptions = {
      method: call.method,
      signal,
      headers: {
        accept: 'application/json, */*',
        'user-agent': `HashiCorp/1.0 Terraform/${this.terraformVersion}`,
        ...(body === undefined
          ? {}
          : { 'content-type': call.contentType, 'content-length': Buffer.byteLength(body) }),
        // Kubernetes' clients keep credentials to themselves on a plain connection.
        ...(secure ? this.authorization() : {}),
      },
      ...(secure ? { ca, cert: certificate, key, rejectUnauthorized: !insecure } : {}),
      ...(secure && serverName !== undefined ? { servername: serverName } : {}),
    };
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ code: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      request.on('error', reject).end(body);
    });
  }

  private authorization(): { authorization?: string } {
    const { token, username, password } = this.connection;
    if (token !== undefined) return { authorization: `Bearer ${token}` };
    if (username === undefined || password === undefined) return {};
    return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  }
}
