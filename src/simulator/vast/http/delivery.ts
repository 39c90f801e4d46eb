import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from './endpoint';
import type { FaultSpec } from './faults';

/** What became of a request: an answer, and the fault that spoils its way back. */
export interface Outcome {
  readonly reply: Reply;
  readonly fault: FaultSpec | null;
}

/** Brings answers to their callers: at once, late, or not at all. */
export class Delivery {
  private readonly pending = new Set<NodeJS.Timeout>();

  /** `wallDelay`: virtual ms to wall ms. */
  constructor(private readonly wallDelay: (virtualMs: number) => number) {}

  /** Resolves once the answer is handed over to the system, the connection is cut, or nothing will come. */
  async deliver(request: IncomingMessage, response: ServerResponse, outcome: Outcome): Promise<void> {
    switch (outcome.fault?.kind) {
      case 'drop':
      case 'lost-drop':
        request.socket.destroy();
        return;
      case 'hang':
      case 'lost-hang':
        return;
      case 'slow':
        await this.wait(outcome.fault.delayMs ?? 5_000);
    }
    await this.send(response, outcome.reply);
  }

  /** Sends an answer unless there is nobody to send it to. */
  send(response: ServerResponse, reply: Reply): Promise<void> {
    if (response.destroyed || response.headersSent) return Promise.resolve();
    const isText = typeof reply.body === 'string';
    const payload = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    // Exactly this spelling: the official client compares it and refuses a charset parameter.
    const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
    response.writeHead(reply.status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(payload),
      ...reply.headers,
    });
    return new Promise((resolve) => {
      response.once('close', resolve);
      response.end(payload, resolve);
    });
  }

  /** Forgets the answers that are still to come. */
  close(): void {
    for (const timer of this.pending) clearTimeout(timer);
    this.pending.clear();
  }

  private wait(virtualMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.pending.delete(timer);
        resolve();
      }, this.wallDelay(virtualMs));
      this.pending.add(timer);
    });
  }
}
