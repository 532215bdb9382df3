/** How much of the answer is safe on the server, in words and as a line. */

import { Button, ProgressBar } from "antd-mobile";
import type { UploadState } from "../capture/upload";
import { savedPercent } from "./savedPercent";

export function UploadLine({ state, onNudge }: { state: UploadState; onNudge?: () => void }) {
  if (state.phase === "refused") return null;
  const percent = savedPercent(state);
  return (
    <div className="upload-line" role="status">
      <ProgressBar percent={percent} aria-label={`已保存 ${percent}%`} />
      <span>{state.phase === "waiting" ? `网络不稳，正在重试（已保存 ${percent}%，其余在本机）` : `已保存 ${percent}%`}</span>
      {state.phase === "waiting" && onNudge && (
        <Button size="mini" fill="none" color="primary" onClick={onNudge}>
          马上重试
        </Button>
      )}
    </div>
  );
}
