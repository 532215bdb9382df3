/** An answer recorded by the phone's own camera page, where this page can't record. */

import { Button } from "antd-mobile";
import { useRef, useState } from "react";
import { messageOf } from "../api/client";
import type { RecordedKind } from "../capture/support";
import { startFileTake, type Take } from "../capture/take";
import type { UploadState } from "../capture/upload";
import { useSession } from "../session/session";
import { Note } from "../ui/Notes";
import { spoken } from "../wording/time";
import type { PanelProps } from "./QuestionStep";
import { ReviewAnswer } from "./ReviewAnswer";
import { UploadLine } from "./UploadLine";

const DINGTALK_LONGEST_S = 60; // chooseMedia records at most a minute

export function ClipAnswer({ interviewId, question, kind, onNext, onPhase, frame }: PanelProps & { kind: RecordedKind }) {
  const { container } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [take, setTake] = useState<Take | null>(null);
  const [saved, setSaved] = useState(false);
  const [upload, setUpload] = useState<UploadState | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const send = async (clip: Blob) => {
    onPhase("capturing");
    setFailure(null);
    try {
      const started = await startFileTake(clip, { interviewId, questionKey: question.key, kind, onUpload: setUpload });
      setTake(started);
      await started.upload.finished;
      setSaved(true);
      onPhase("reviewing");
    } catch (error) {
      setFailure(error instanceof Error ? error.message : messageOf(error));
      setTake(null);
      onPhase("choosing");
    }
  };
  const pick = async () => {
    if (!container) {
      input.current?.click();
      return;
    }
    try {
      const picked = await container.chooseMedia({ maxSeconds: Math.min(question.answer_limit_s, DINGTALK_LONGEST_S) });
      if (picked) await send(picked.blob);
    } catch {
      input.current?.click(); // this client has no media chooser: the system's own
    }
  };
  const again = () => {
    onPhase("choosing");
    setTake(null);
    setSaved(false);
    setUpload(null);
  };
  if (take && saved) return <ReviewAnswer frame={frame} take={take} kind={kind} question={question} onAgain={again} onNext={onNext} />;
  const body = (
    <>
      <Note title="用手机相机录制">录一段不超过 {spoken(question.answer_limit_s)} 的回答，录好后会自动上传到这一题。</Note>
      <input
        ref={input}
        type="file"
        hidden
        accept={kind === "video" ? "video/*" : "audio/*,video/*"}
        capture="user"
        aria-label="录制或选择文件"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void send(file);
        }}
      />
      {upload && <UploadLine state={upload} onNudge={() => take?.upload.nudge()} />}
      {failure && <Note tone="caution" title="没有成功">{failure}</Note>}
    </>
  );
  return frame(
    body,
    <Button block color="primary" size="large" loading={take !== null} onClick={() => void pick()}>
      打开相机录制
    </Button>,
  );
}
