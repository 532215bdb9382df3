/** The candidate's own picture, mirrored as in a mirror, or a quiet plate for voice. */

import { type ReactNode, useEffect, useRef } from "react";
import type { RecordedKind } from "../capture/support";

export function Preview({ stream, kind, children }: { stream: MediaStream | null; kind: RecordedKind; children?: ReactNode }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = kind === "video" ? stream : null;
  }, [stream, kind]);
  return (
    <div className={`preview preview-${kind}`}>
      {kind === "video" ? (
        <video ref={video} autoPlay playsInline muted aria-label="您的摄像头画面" />
      ) : (
        <div className="preview-voice" aria-hidden="true">
          <svg viewBox="0 0 48 48" width="56" height="56" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round">
            <rect x="17" y="5" width="14" height="24" rx="7" />
            <path d="M10 23a14 14 0 0 0 28 0M24 37v6" />
          </svg>
        </div>
      )}
      {children}
    </div>
  );
}
