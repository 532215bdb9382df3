/** A recording that a reload cut off: send what was recorded, or use a retake. */

import { Button } from "antd-mobile";
import { type ReactNode, useState } from "react";
import type { Question } from "../api/types";
import type { KeptTake } from "../capture/sliceStore";
import { forgetTake, resumeTake } from "../capture/take";
import type { UploadState } from "../capture/upload";
import { Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { ordinal } from "../wording/names";
import { FlowSteps } from "./FlowSteps";
import { UploadLine } from "./UploadLine";

interface RecoverStepProps {
  take: KeptTake;
  question: Question;
  total: number;
  footer: ReactNode;
  onOver: () => void;
}

export function RecoverStep({ take, question, total, footer, onOver }: RecoverStepProps) {
  const [upload, setUpload] = useState<UploadState | null>(null);
  const send = useAction(async () => {
    const resumed = await resumeTake(take, setUpload);
    await resumed?.upload.finished;
    onOver();
  });
  const again = useAction(async () => {
    await forgetTake(take.answerId);
    onOver();
  });
  return (
    <Screen
      footer={footer}
      actions={
        <>
          <Button block color="primary" size="large" loading={send.busy} onClick={send.run}>
            提交已录下的部分
          </Button>
          <Button block fill="none" disabled={send.busy} onClick={again.run}>
            放弃这一段，重新回答本题
          </Button>
        </>
      }
    >
      <FlowSteps now={3} />
      <h1>上一段录制没有丢</h1>
      <p className="lead">
        {ordinal(question)}（共 {total} 题）录到一半时页面关闭了，已录下的部分保存在这台设备上。
      </p>
      {upload && <UploadLine state={upload} />}
      <Note>
        {question.retakes_left > 0 ? `重新回答会用掉一次重录机会（还有 ${question.retakes_left} 次）。` : "本题的重录次数已用完时，请提交已录下的部分。"}
      </Note>
    </Screen>
  );
}
