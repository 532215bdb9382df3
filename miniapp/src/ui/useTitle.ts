/** The title of the page, also on DingTalk's own bar. */

import { useEffect } from "react";
import { useSession } from "../session/session";

export function useTitle(title: string): void {
  const { container } = useSession();
  useEffect(() => {
    document.title = title;
    // A client that can't set its bar keeps the old text; nothing depends on it.
    container?.setTitle(title).catch(() => undefined);
  }, [container, title]);
}
