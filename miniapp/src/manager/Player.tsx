/** The recording. Jumps to a time, says where it plays, asks for a new address when its ticket ran out. */

import { forwardRef, useImperativeHandle, useRef, useState } from "react";
import type { Report } from "../api/types";

export interface PlayerHandle {
  jumpTo(seconds: number): void;
}

interface PlayerProps {
  media: Report["media"][number];
  onTime: (seconds: number) => void;
  onExpired: () => Promise<void>;
}

// A recorder writes WebM without a duration. Seeking far beyond the end makes the browser find it.
const BEYOND_ANY_END_S = 1e7;

export const Player = forwardRef<PlayerHandle, PlayerProps>(function Player({ media, onTime, onExpired }, handle) {
  const element = useRef<HTMLVideoElement>(null);
  const [broken, setBroken] = useState(false);
  const measuring = useRef(false);
  const wanted = useRef<number | null>(null);

  useImperativeHandle(handle, () => ({
    jumpTo(seconds: number) {
      const video = element.current;
      if (!video) return;
      if (measuring.current || video.readyState === 0) wanted.current = seconds;
      else video.currentTime = seconds;
      // A browser may refuse to start by itself; the picture then stands at the right place.
      video.play().catch(() => undefined);
    },
  }));

  const findDuration = () => {
    const video = element.current;
    if (!video) return;
    if (Number.isFinite(video.duration)) settle(video);
    else {
      measuring.current = true;
      video.currentTime = BEYOND_ANY_END_S;
    }
  };
  const settle = (video: HTMLVideoElement) => {
    measuring.current = false;
    if (wanted.current === null) return;
    video.currentTime = wanted.current;
    wanted.current = null;
  };
  const timeChanged = () => {
    const video = element.current;
    if (!video) return;
    if (measuring.current) {
      if (!Number.isFinite(video.duration)) return;
      video.currentTime = wanted.current ?? 0;
      settle(video);
      return;
    }
    onTime(video.currentTime);
  };
  const failed = () => {
    if (broken) return;
    setBroken(true);
    void onExpired().then(() => setBroken(false));
  };
  const audioOnly = media.mime_type.startsWith("audio/");
  return (
    <video
      ref={element}
      className={audioOnly ? "player player-audio" : "player"}
      src={media.url}
      controls
      playsInline
      preload="metadata"
      aria-label="候选人的回答录制"
      onLoadedMetadata={findDuration}
      onTimeUpdate={timeChanged}
      onError={failed}
    />
  );
});
