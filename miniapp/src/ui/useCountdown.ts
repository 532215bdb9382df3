/** Seconds left until a moment. */

import { useEffect, useRef, useState } from "react";

const TICK_MS = 200;

/** deadline: ms since the epoch, or null when nothing runs. `onEnd` is called once per deadline. */
export function useCountdown(deadline: number | null, onEnd: () => void): number {
  const [now, setNow] = useState(() => Date.now());
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (deadline === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= deadline) {
        clearInterval(timer);
        end.current();
      }
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [deadline]);
  return deadline === null ? 0 : Math.max(0, (deadline - now) / 1000);
}
