/** How much of a recording the server has. */

import type { UploadState } from "../capture/upload";

export function savedPercent(state: UploadState): number {
  if (state.phase === "saved") return 100;
  if (state.phase === "refused" || state.total === 0) return 0;
  return Math.min(99, Math.floor((state.saved / state.total) * 100));
}
