/** A button's action: busy while it runs, and its failure said in the API's words. */

import { Dialog } from "antd-mobile";
import { useCallback, useRef, useState } from "react";
import { messageOf } from "../api/client";

export interface Action {
  busy: boolean;
  run: () => void;
}

export function useAction(act: () => Promise<void>): Action {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(() => {
    if (running.current) return; // a double tap is one tap
    running.current = true;
    setBusy(true);
    latest
      .current()
      .catch((error: unknown) => Dialog.alert({ content: messageOf(error), confirmText: "知道了" }))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, run };
}
