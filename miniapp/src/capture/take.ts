/** One take of one answer: recorded, kept on the device, sent to the server, all at the same time. */

import { post } from "../api/client";
import { record } from "./recorder";
import { SliceQueue } from "./sliceQueue";
import { type KeptTake, SliceStore } from "./sliceStore";
import { baseType, type RecordedKind } from "./support";
import { type AnswerUpload, type UploadState, uploadAnswer } from "./upload";

// About four seconds of a recording: small enough for a poor line, and little is left to send at its end.
const CHUNK_BYTES: Record<RecordedKind, number> = { video: 256 * 1024, voice: 24 * 1024 };

export interface RecordedTake {
  seconds: number;
  interrupted: boolean; // the device or the system ended it, not the candidate
}

export interface Take {
  answerId: string;
  mimeType: string;
  stop(): void;
  recorded: Promise<RecordedTake>;
  upload: AnswerUpload;
  playback(): Blob;
}

interface TakeOptions {
  interviewId: string;
  questionKey: string;
  onUpload: (state: UploadState) => void;
}

/** Ask the server for an answer, then record into it. */
export async function startTake(
  stream: MediaStream,
  options: TakeOptions & { kind: RecordedKind; mimeType: string },
): Promise<Take> {
  const { take, store } = await openTake(options, options.kind, options.mimeType);
  const queue = new SliceQueue();
  const startedAt = performance.now();
  const running = record(stream, {
    kind: options.kind,
    mimeType: options.mimeType,
    onSlice: (slice) => {
      void store.keepSlice(take.answerId, queue.length, slice);
      queue.push(slice);
    },
  });
  const recorded = running.ended.then(({ interrupted }) => {
    queue.close();
    return { seconds: (performance.now() - startedAt) / 1000, interrupted };
  });
  const chunkBytes = CHUNK_BYTES[options.kind];
  return sendTake(take, { queue, store, chunkBytes, stop: running.stop, recorded, onUpload: options.onUpload });
}

/** Send a clip that the platform's own camera page recorded. */
export async function startFileTake(clip: Blob, options: TakeOptions & { kind: RecordedKind }): Promise<Take> {
  const { take, store } = await openTake(options, options.kind, clip.type || "video/mp4");
  const queue = new SliceQueue();
  await store.keepSlice(take.answerId, 0, clip);
  queue.push(clip);
  queue.close();
  const recorded = Promise.resolve({ seconds: 0, interrupted: false });
  const chunkBytes = CHUNK_BYTES.video;
  return sendTake(take, { queue, store, chunkBytes, stop: () => undefined, recorded, onUpload: options.onUpload });
}

/** The takes of this interview that a reload or a crash cut off before the server had every byte. */
export async function unsentTakes(interviewId: string): Promise<KeptTake[]> {
  return (await SliceStore.open()).takesOf(interviewId);
}

export async function resumeTake(take: KeptTake, onUpload: (state: UploadState) => void): Promise<Take | null> {
  const store = await SliceStore.open();
  const slices = await store.slicesOf(take.answerId);
  if (slices.length === 0) {
    await store.forget(take.answerId);
    return null;
  }
  const queue = new SliceQueue();
  slices.forEach((slice) => queue.push(slice));
  queue.close();
  const recorded = Promise.resolve({ seconds: slices.length, interrupted: true });
  const chunkBytes = CHUNK_BYTES.video;
  return sendTake(take, { queue, store, chunkBytes, stop: () => undefined, recorded, onUpload });
}

export async function forgetTake(answerId: string): Promise<void> {
  await (await SliceStore.open()).forget(answerId);
}

async function openTake(
  options: TakeOptions,
  kind: RecordedKind,
  mimeType: string,
): Promise<{ take: KeptTake; store: SliceStore }> {
  const { answer_id } = await post<{ answer_id: string }>(`/api/interviews/${options.interviewId}/answers`, {
    question_key: options.questionKey,
    modality: kind,
    mime_type: baseType(mimeType),
  });
  const store = await SliceStore.open();
  const take: KeptTake = {
    answerId: answer_id,
    interviewId: options.interviewId,
    questionKey: options.questionKey,
    mimeType,
    startedAt: Date.now(),
    uploadUrl: null,
  };
  await store.keepTake(take);
  return { take, store };
}

interface Sending {
  queue: SliceQueue;
  store: SliceStore;
  chunkBytes: number;
  stop: () => void;
  recorded: Promise<RecordedTake>;
  onUpload: (state: UploadState) => void;
}

function sendTake(take: KeptTake, sending: Sending): Take {
  const upload = uploadAnswer({
    answerId: take.answerId,
    queue: sending.queue,
    chunkBytes: sending.chunkBytes,
    uploadUrl: take.uploadUrl,
    onState: sending.onUpload,
    onUrl: (url) => void sending.store.keepTake({ ...take, uploadUrl: url }),
  });
  const finished = upload.finished.then(() => sending.store.forget(take.answerId));
  return {
    answerId: take.answerId,
    mimeType: take.mimeType,
    stop: sending.stop,
    recorded: sending.recorded,
    upload: { ...upload, finished },
    playback: () => sending.queue.asBlob(baseType(take.mimeType)),
  };
}
