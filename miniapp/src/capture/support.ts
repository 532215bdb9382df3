/** What this browser can record. Features are detected, never guessed from the user agent. */

export interface CaptureSupport {
  camera: boolean; // getUserMedia is offered (needs a secure context)
  recorder: boolean;
  secure: boolean;
}

export type RecordedKind = "video" | "voice";

// First choice first. A WebM cut short still decodes, an MP4 with its index at the end does not;
// WebKit records MP4 only, in fragments.
const CONTAINERS: Record<RecordedKind, readonly string[]> = {
  video: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
  voice: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"],
};

export function detectCapture(): CaptureSupport {
  const camera = typeof navigator.mediaDevices?.getUserMedia === "function";
  const recorder = typeof window.MediaRecorder === "function";
  return { camera, recorder, secure: window.isSecureContext };
}

export function canRecordLive(): boolean {
  const support = detectCapture();
  return support.camera && support.recorder && recordingType("voice") !== null;
}

/** The container to record in, or null when none is supported. */
export function recordingType(kind: RecordedKind): string | null {
  return CONTAINERS[kind].find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** "video/webm;codecs=vp8,opus" -> "video/webm" */
export function baseType(mimeType: string): string {
  return (mimeType.split(";")[0] ?? "").trim();
}
