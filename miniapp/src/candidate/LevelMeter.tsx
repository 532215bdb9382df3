/** The microphone's loudness as a bar that says in words whether it is heard. */

import { useEffect, useState } from "react";
import { useMicLevel } from "../capture/level";

const BARS = 20;
const HEARD_FROM = 0.35; // about -39 dB: quiet speech at arm's length, above a quiet room

export function LevelMeter({ stream, onHeard }: { stream: MediaStream | null; onHeard?: () => void }) {
  const level = useMicLevel(stream);
  const [heard, setHeard] = useState(false);
  useEffect(() => setHeard(false), [stream]);
  useEffect(() => {
    if (level < HEARD_FROM || heard) return;
    setHeard(true);
    onHeard?.();
  }, [level, heard, onHeard]);
  return (
    <div className="level" role="meter" aria-label="麦克风音量" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(level * 100)}>
      <div className="level-bars" aria-hidden="true">
        {Array.from({ length: BARS }, (_, index) => (
          <i key={index} className={index < level * BARS ? "on" : ""} />
        ))}
      </div>
      <span className="level-word">{heard ? "听到您的声音了" : "请说一句话试试"}</span>
    </div>
  );
}
