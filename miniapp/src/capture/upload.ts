/** Sends the slices of one answer over tus while they are recorded, and does not give up on a bad network. */

import { DetailedError, type HttpRequest, Upload } from "tus-js-client";
import { bearer, renewToken } from "../api/client";
import type { SliceQueue } from "./sliceQueue";

const ENDPOINT = "/api/uploads";
const TUS_RETRY_MS = [500, 1000, 2000, 4000];
const RESTART_FIRST_MS = 3000;
const RESTART_LONGEST_MS = 20000;
// Answers of the server that repeating can't change. 409 (offset) and 423 (locked) pass by themselves.
const FINAL_STATUSES = new Set([400, 403, 404, 410, 413, 415, 422]);

export type UploadState =
  | { phase: "sending"; saved: number; total: number }
  | { phase: "waiting"; saved: number; total: number } // no network; tries again by itself
  | { phase: "saved" }
  | { phase: "refused"; message: string };

export interface AnswerUpload {
  /** Resolves once the server has every byte; rejects with the server's message when it refuses. */
  finished: Promise<void>;
  /** Send again now, for instance when the network is back. */
  nudge(): void;
  abandon(): void;
}

interface Options {
  answerId: string;
  queue: SliceQueue;
  chunkBytes: number;
  uploadUrl: string | null; // of an upload that a reload interrupted
  onState: (state: UploadState) => void;
  onUrl: (url: string) => void;
}

export class UploadRefused extends Error {}

export function uploadAnswer(options: Options): AnswerUpload {
  const run = new UploadRun(options);
  run.start();
  return { finished: run.finished, nudge: () => run.nudge(), abandon: () => run.abandon() };
}

class UploadRun {
  readonly finished: Promise<void>;
  private settle!: { resolve: () => void; reject: (reason: Error) => void };
  private upload: Upload | null = null;
  private url: string | null;
  private saved = 0;
  private pause = RESTART_FIRST_MS;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private over = false;

  constructor(private readonly options: Options) {
    this.url = options.uploadUrl;
    this.finished = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  start(): void {
    this.timer = null;
    // tus reads a stream from its beginning up to the offset that the server names.
    this.upload = new Upload(this.options.queue.reader() as unknown as Pick<ReadableStreamDefaultReader, "read">, {
      endpoint: ENDPOINT,
      uploadUrl: this.url ?? undefined,
      uploadLengthDeferred: true,
      chunkSize: this.options.chunkBytes,
      retryDelays: TUS_RETRY_MS,
      metadata: { answer_id: this.options.answerId },
      storeFingerprintForResuming: false,
      onBeforeRequest: authorize,
      onShouldRetry: (error) => {
        if (isFinal(error)) return false;
        if (statusOf(error) === 401) void renewToken(); // the next try reads the new token
        this.options.onState({ phase: "waiting", saved: this.saved, total: this.options.queue.size });
        return true;
      },
      onUploadUrlAvailable: () => this.rememberUrl(),
      onChunkComplete: (_size, accepted) => this.report(accepted),
      onSuccess: () => this.succeed(),
      onError: (error) => this.failed(error),
    });
    this.upload.start();
  }

  nudge(): void {
    if (this.over || this.timer === null) return;
    clearTimeout(this.timer);
    this.start();
  }

  abandon(): void {
    this.over = true;
    if (this.timer !== null) clearTimeout(this.timer);
    void this.upload?.abort();
  }

  private rememberUrl(): void {
    this.url = this.upload?.url ?? this.url;
    if (this.url) this.options.onUrl(this.url);
  }

  private report(accepted: number): void {
    this.saved = accepted;
    this.pause = RESTART_FIRST_MS;
    this.options.onState({ phase: "sending", saved: this.saved, total: this.options.queue.size });
  }

  private succeed(): void {
    this.over = true;
    this.options.onState({ phase: "saved" });
    this.settle.resolve();
  }

  private failed(error: Error): void {
    if (this.over) return;
    if (isFinal(error)) {
      this.over = true;
      const message = refusalOf(error);
      this.options.onState({ phase: "refused", message });
      this.settle.reject(new UploadRefused(message));
      return;
    }
    this.options.onState({ phase: "waiting", saved: this.saved, total: this.options.queue.size });
    void (statusOf(error) === 401 ? renewToken() : Promise.resolve(true)).then(() => {
      if (!this.over) this.timer = setTimeout(() => this.start(), this.pause);
      this.pause = Math.min(this.pause * 2, RESTART_LONGEST_MS);
    });
  }
}

function authorize(request: HttpRequest): void {
  for (const [name, value] of Object.entries(bearer())) request.setHeader(name, value);
}

function statusOf(error: Error): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

function isFinal(error: Error): boolean {
  return FINAL_STATUSES.has(statusOf(error));
}

function refusalOf(error: Error): string {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
  try {
    const parsed = JSON.parse(body ?? "") as { error?: { message?: string } };
    if (parsed.error?.message) return parsed.error.message;
  } catch {
    // not our JSON: a proxy's page
  }
  return `服务器没有接收这段录制，请重新录制或联系 HR。（UP${statusOf(error)}）`;
}
