import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A thing of the example cloud. */
export interface Thing {
  id: string;
  name: string;
  size: number;
  label: string | null;
}

/** An in-memory cloud with an HTTP API, for a provider in this process or in another one. */
export class Cloud {
  readonly things = new Map<string, Thing>();
  /** Requests so far, as `POST /things`. */
  readonly requests: string[] = [];
  /** While true a created thing never becomes ready. */
  neverReady = false;
  readonly #server: Server;
  #count = 0;
  #waiting: (() => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Cloud> {
    const server = createServer();
    const cloud = new Cloud(server);
    server.on('request', (request, response) => void cloud.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves once a request of this kind has come. */
  async until(request: string): Promise<void> {
    while (!this.requests.includes(request))
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const [, , id = '', action = ''] = (request.url ?? '').split('/');
    const { status, body } = this.#handle(request.method ?? '', id, action, text);
    this.requests.push(`${request.method ?? ''} /things${action === '' ? '' : `/${action}`}`);
    this.#waiting.splice(0).forEach((wake) => wake());
    if (status === 0) return;
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  }

  #handle(method: string, id: string, action: string, text: string): { status: number; body: unknown } {
    const thing = this.things.get(id);
    if (method === 'POST' && id === '') {
      this.#count += 1;
      const created = { ...(JSON.parse(text) as Omit<Thing, 'id'>), id: `thing-${this.#count}` };
      this.things.set(created.id, created);
      return { status: 200, body: created };
    }
    if (thing === undefined) return { status: 404, body: null };
    // A request for readiness hangs until the thing is ready: never, if so told.
    if (action === 'ready') return { status: this.neverReady ? 0 : 200, body: thing };
    if (method === 'PUT') Object.assign(thing, JSON.parse(text));
    if (method === 'DELETE') this.things.delete(id);
    return { status: 200, body: thing };
  }
}
