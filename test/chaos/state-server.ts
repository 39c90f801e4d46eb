import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server for Terraform's `http` backend: several states, each under a name of its own, with locks. */
export interface StateServer {
  /** Environment that points a configuration with `backend "http" {}` to one state. */
  environment(name: string): Readonly<Record<string, string>>;
  /** The text of a state, undefined as long as nothing was written. */
  state(name: string): string | undefined;
  /** `hold` is waited for before a state is written (`before`) and before the writer is told so (`acted`). */
  watchWrites(name: string, hold: (phase: 'before' | 'acted') => Promise<void>): void;
  /** Takes away a lock that a killed Terraform left, as `terraform force-unlock` does. True when there was one. */
  unlock(name: string): boolean;
  close(): Promise<void>;
}

interface Slot {
  text: string | undefined;
  lock: string | undefined;
  hold: (phase: 'before' | 'acted') => Promise<void>;
}

/** Starts a state server on a free port of this machine. */
export async function startStateServer(): Promise<StateServer> {
  const slots = new Map<string, Slot>();
  const slotOf = (name: string): Slot => {
    const slot = slots.get(name) ?? { text: undefined, lock: undefined, hold: () => Promise.resolve() };
    slots.set(name, slot);
    return slot;
  };
  const server = createServer((request, response) => {
    void readText(request).then(async (body) => {
      const url = new URL(request.url ?? '/', 'http://state');
      const slot = slotOf(url.pathname.slice(1));
      const isWrite = request.method === 'POST';
      if (isWrite) await slot.hold('before');
      // Whoever was killed meanwhile has not written anything.
      if (response.destroyed) return;
      const { status, text } = answer(slot, request.method ?? 'GET', url.searchParams, body);
      if (isWrite) await slot.hold('acted');
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  const port = await listen(server);
  const address = (name: string): string => `http://127.0.0.1:${port}/${name}`;
  return {
    environment: (name) => ({
      TF_HTTP_ADDRESS: address(name),
      TF_HTTP_LOCK_ADDRESS: address(name),
      TF_HTTP_UNLOCK_ADDRESS: address(name),
    }),
    state: (name) => slots.get(name)?.text,
    watchWrites: (name, hold) => {
      slotOf(name).hold = hold;
    },
    unlock: (name) => {
      const slot = slotOf(name);
      const wasLocked = slot.lock !== undefined;
      slot.lock = undefined;
      return wasLocked;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What Terraform's http backend expects: 423 with the holder's lock, 404 for no state yet. */
function answer(
  slot: Slot,
  method: string,
  query: URLSearchParams,
  body: string,
): { readonly status: number; readonly text: string } {
  const holder = slot.lock;
  switch (method) {
    case 'GET':
      return slot.text === undefined ? { status: 404, text: '' } : { status: 200, text: slot.text };
    case 'POST':
      if (holder !== undefined && lockId(holder) !== query.get('ID')) return { status: 423, text: holder };
      slot.text = body;
      return { status: 200, text: '' };
    case 'LOCK':
      if (holder !== undefined) return { status: 423, text: holder };
      slot.lock = body;
      return { status: 200, text: '' };
    case 'UNLOCK':
      slot.lock = undefined;
      return { status: 200, text: '' };
    default:
      return { status: 405, text: '' };
  }
}

function lockId(lock: string): string | null {
  const parsed = JSON.parse(lock) as { readonly ID?: string };
  return parsed.ID ?? null;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
