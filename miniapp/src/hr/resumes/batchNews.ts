/** Progress of imports, passed on by the one event stream that the workbench holds: each stream costs the server a thread. */

import { useEffect, useRef } from "react";
import type { ResumeBatch } from "../../api/types";

const NEWS = "mingmian:resume_batch";

/** batch null: some news may have been missed. */
export function tellBatch(batch: ResumeBatch | null): void {
  window.dispatchEvent(new CustomEvent(NEWS, { detail: batch }));
}

export function useBatchNews(on: (batch: ResumeBatch | null) => void): void {
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    const listen = (event: Event) => latest.current((event as CustomEvent<ResumeBatch | null>).detail);
    window.addEventListener(NEWS, listen);
    return () => window.removeEventListener(NEWS, listen);
  }, []);
}
