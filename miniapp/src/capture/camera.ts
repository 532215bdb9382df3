/** Opening camera and microphone, with a Chinese sentence for each way it can fail. */

import type { RecordedKind } from "./support";

export class CaptureError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${message}（${code}）`);
  }
}

// 640x480 at 15 frames is what the face observation needs, and a minute stays under 5 MB on a slow line.
const VIDEO: MediaTrackConstraints = {
  facingMode: "user",
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 15, max: 24 },
};
const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/** Raises CaptureError when the devices can't be had. */
export async function openDevices(kind: RecordedKind): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new CaptureError("DV104", "当前环境不支持直接录制，请换用下面的其他方式");
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: AUDIO, video: kind === "video" ? VIDEO : false });
  } catch (error) {
    throw explain(error, kind);
  }
}

export function closeDevices(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}

function explain(error: unknown, kind: RecordedKind): CaptureError {
  const device = kind === "video" ? "摄像头或麦克风" : "麦克风";
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") {
    return new CaptureError("DV101", `没有得到${device}的使用许可，请在系统或钉钉设置中允许后重试`);
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") {
    return new CaptureError("DV102", `没有找到${device}，请连接设备，或换用其他方式`);
  }
  if (name === "NotReadableError" || name === "AbortError") {
    return new CaptureError("DV103", `${device}正被其他应用使用，请关闭它们后重试`);
  }
  return new CaptureError("DV104", "当前环境不支持直接录制，请换用下面的其他方式");
}
