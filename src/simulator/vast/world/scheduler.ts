/** Something that will happen at a virtual time. */
export interface Timer {
  readonly at: number;
  readonly sequence: number;
  /** `null` once cancelled or done. */
  action: (() => void) | null;
}

/**
 * The world's future: actions in the order of their virtual time, those of one instant in the order of their making.
 * Nothing runs by itself: whoever looks at the world first runs what is due, so no wall-clock timer is needed.
 */
export class Scheduler {
  private heap: Timer[] = [];
  private sequence = 0;
  private cancelled = 0;

  /** Number of actions still to come. */
  get size(): number {
    return this.heap.length - this.cancelled;
  }

  /** Plans an action. */
  schedule(at: number, action: () => void): Timer {
    const timer: Timer = { at, sequence: this.sequence++, action };
    this.heap.push(timer);
    this.up(this.heap.length - 1);
    return timer;
  }

  /** Takes an action back; harmless when it already ran. */
  cancel(timer: Timer | null | undefined): void {
    if (!timer?.action) return;
    timer.action = null;
    this.cancelled++;
    // Long-dated actions (expiry in months) of short-lived contracts would otherwise pile up for ever.
    if (this.cancelled > 64 && this.cancelled > this.heap.length / 2) {
      this.heap = this.heap.filter((entry) => entry.action !== null);
      this.cancelled = 0;
      for (let i = (this.heap.length >> 1) - 1; i >= 0; i--) this.down(i);
    }
  }

  /** When the next action is due, or `null`. */
  nextAt(): number | null {
    this.dropCancelled();
    return this.heap[0]?.at ?? null;
  }

  /** Takes the next action due at or before `limit`, or `null`. */
  takeDue(limit: number): { readonly at: number; readonly action: () => void } | null {
    this.dropCancelled();
    const head = this.heap[0];
    if (!head?.action || head.at > limit) return null;
    this.pop();
    const { action } = head;
    head.action = null;
    return { at: head.at, action };
  }

  private dropCancelled(): void {
    while (this.heap[0]?.action === null) {
      this.pop();
      this.cancelled--;
    }
  }

  private pop(): void {
    const last = this.heap.pop();
    if (last && this.heap.length > 0) {
      this.heap[0] = last;
      this.down(0);
    }
  }

  private before(i: number, j: number): boolean {
    const a = this.heap[i] as Timer;
    const b = this.heap[j] as Timer;
    return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
  }

  private swap(i: number, j: number): void {
    const a = this.heap[i] as Timer;
    this.heap[i] = this.heap[j] as Timer;
    this.heap[j] = a;
  }

  private up(start: number): void {
    let i = start;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private down(start: number): void {
    let i = start;
    for (;;) {
      const left = 2 * i + 1;
      let least = i;
      if (left < this.heap.length && this.before(left, least)) least = left;
      if (left + 1 < this.heap.length && this.before(left + 1, least)) least = left + 1;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }
}
