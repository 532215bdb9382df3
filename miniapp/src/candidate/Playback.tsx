/** A clip that exists only on this device, played back. */

import { useEffect, useState } from "react";
import type { RecordedKind } from "../capture/support";

export function Playback({ clip, kind }: { clip: Blob; kind: RecordedKind }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(clip);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [clip]);
  if (!url) return null;
  if (kind === "voice") return <audio className="playback" src={url} controls aria-label="回放刚才的语音" />;
  return <video className="playback" src={url} controls playsInline aria-label="回放刚才的视频" />;
}
