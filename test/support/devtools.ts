import type { Readable, Writable } from 'node:stream';

/** The result of a command, or the parameters of an event. */
export type Fields = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Waiting {
  readonly resolve: (result: Fields) => void;
  readonly reject: (error: Error) => void;
  readonly method: string;
}

type Listener = (params: Fields, sessionId: string | undefined) => void;

/** The DevTools protocol over a browser's pipe: JSON texts, each ended by a zero byte. */
export class DevTools {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, Listener[]>();
  private lastId = 0;
  private rest = '';

  constructor(
    private readonly to: Writable,
    from: Readable,
  ) {
    from.setEncoding('utf8').on('data', (text: string) => this.read(text));
    from.on('close', () => this.fail(new Error('the browser closed the connection')));
    to.on('error', (error) => this.fail(error));
  }

  /** Sends a command to the browser, or to the page behind `sessionId`. Rejects with the browser's words. */
  send(method: string, params: Fields = {}, sessionId?: string): Promise<Fields> {
    const id = (this.lastId += 1);
    const message = { id, method, params, ...(sessionId === undefined ? {} : { sessionId }) };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, method });
      this.to.write(`${JSON.stringify(message)}\0`);
    });
  }

  /** Calls `listener` for every event of a name, from all pages. */
  on(event: string, listener: Listener): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  private read(text: string): void {
    const texts = (this.rest + text).split('\0');
    this.rest = texts.pop() ?? '';
    for (const each of texts) this.handle(JSON.parse(each) as Message);
  }

  private handle(message: Message): void {
    if (message.method !== undefined) {
      for (const listener of this.listeners.get(message.method) ?? []) {
        listener(message.params ?? {}, message.sessionId);
      }
      return;
    }
    const call = this.waiting.get(message.id ?? 0);
    if (call === undefined) return;
    this.waiting.delete(message.id ?? 0);
    if (message.error === undefined) call.resolve(message.result ?? {});
    else call.reject(new Error(`${call.method}: ${message.error.message}`));
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
