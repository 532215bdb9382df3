/**
 * Recorded slices on the candidate's own device until the server has them, so that a reload, a crash or a dead
 * network loses nothing. Where IndexedDB is closed to us (private windows) the upload still works without it.
 */

export interface KeptTake {
  answerId: string;
  interviewId: string;
  questionKey: string;
  mimeType: string;
  startedAt: number; // ms since the epoch
  uploadUrl: string | null;
}

const DB_NAME = "mingmian-takes";
const TAKES = "takes";
const SLICES = "slices";

export class SliceStore {
  private constructor(private readonly db: IDBDatabase | null) {}

  static async open(): Promise<SliceStore> {
    return new SliceStore(await openDatabase());
  }

  async keepTake(take: KeptTake): Promise<void> {
    await this.run([TAKES], "readwrite", (tx) => tx.objectStore(TAKES).put(take));
  }

  async keepSlice(answerId: string, index: number, slice: Blob): Promise<void> {
    await this.run([SLICES], "readwrite", (tx) => tx.objectStore(SLICES).put(slice, [answerId, index]));
  }

  async takesOf(interviewId: string): Promise<KeptTake[]> {
    const takes = await this.run<KeptTake[]>([TAKES], "readonly", (tx) => tx.objectStore(TAKES).getAll());
    return (takes ?? []).filter((take) => take.interviewId === interviewId);
  }

  async slicesOf(answerId: string): Promise<Blob[]> {
    const range = IDBKeyRange.bound([answerId, 0], [answerId, Number.MAX_SAFE_INTEGER]);
    return (await this.run<Blob[]>([SLICES], "readonly", (tx) => tx.objectStore(SLICES).getAll(range))) ?? [];
  }

  async forget(answerId: string): Promise<void> {
    const range = IDBKeyRange.bound([answerId, 0], [answerId, Number.MAX_SAFE_INTEGER]);
    await this.run([TAKES, SLICES], "readwrite", (tx) => {
      tx.objectStore(TAKES).delete(answerId);
      return tx.objectStore(SLICES).delete(range);
    });
  }

  private run<T>(stores: string[], mode: IDBTransactionMode, ask: (tx: IDBTransaction) => IDBRequest): Promise<T | null> {
    if (!this.db) return Promise.resolve(null);
    const tx = this.db.transaction(stores, mode);
    const request = ask(tx);
    return new Promise((resolve) => {
      tx.oncomplete = () => resolve(request.result as T);
      // A full disk must not stop the interview: the slice still goes over the network.
      tx.onerror = () => resolve(null);
      tx.onabort = () => resolve(null);
    });
  }
}

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(DB_NAME, 1);
    } catch {
      resolve(null);
      return;
    }
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TAKES, { keyPath: "answerId" });
      request.result.createObjectStore(SLICES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
}
