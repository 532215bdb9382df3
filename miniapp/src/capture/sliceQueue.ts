/** Slices that grow while they are read: each reader starts at the first one and waits for more. */

export interface SliceReader {
  read(): Promise<{ value: Blob; done: false } | { value: undefined; done: true }>;
}

export class SliceQueue {
  private readonly slices: Blob[] = [];
  private closed = false;
  private waiting: (() => void)[] = [];
  size = 0; // bytes

  push(slice: Blob): void {
    this.slices.push(slice);
    this.size += slice.size;
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  get isClosed(): boolean {
    return this.closed;
  }

  get length(): number {
    return this.slices.length;
  }

  asBlob(type: string): Blob {
    return new Blob(this.slices, { type });
  }

  /** A fresh reader from the first byte, as a restarted upload needs it. */
  reader(): SliceReader {
    let next = 0;
    return {
      read: async () => {
        while (next >= this.slices.length && !this.closed) await new Promise<void>((wake) => this.waiting.push(wake));
        const slice = this.slices[next];
        next += 1;
        return slice ? { value: slice, done: false as const } : { value: undefined, done: true as const };
      },
    };
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach((resume) => resume());
  }
}
