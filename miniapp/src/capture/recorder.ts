/** MediaRecorder as a small object: slices out as they are made, and one promise for the end. */

import type { RecordedKind } from "./support";

const SLICE_MS = 1000; // what a crash may cost at most
const VIDEO_BITS_PER_S = 500_000;
const AUDIO_BITS_PER_S = 48_000;

export interface RunningRecorder {
  stop(): void;
  /** Resolves when the last slice is out; `interrupted` when it was not `stop` that ended it. */
  ended: Promise<{ interrupted: boolean }>;
}

export function record(
  stream: MediaStream,
  options: { kind: RecordedKind; mimeType: string; onSlice: (slice: Blob) => void },
): RunningRecorder {
  const recorder = new MediaRecorder(stream, {
    mimeType: options.mimeType,
    audioBitsPerSecond: AUDIO_BITS_PER_S,
    videoBitsPerSecond: options.kind === "video" ? VIDEO_BITS_PER_S : undefined,
  });
  let asked = false;
  const stop = () => {
    asked = true;
    if (recorder.state !== "inactive") recorder.stop();
  };
  const ended = new Promise<{ interrupted: boolean }>((resolve) => {
    recorder.onstop = () => resolve({ interrupted: !asked });
    recorder.onerror = () => {
      if (recorder.state !== "inactive") recorder.stop();
    };
  });
  recorder.ondataavailable = (event) => {
    if (event.data.size > 0) options.onSlice(event.data);
  };
  recorder.start(SLICE_MS);
  return { stop, ended };
}
