/** Before the first question: check the devices, try a practice question, begin. */

import { Button } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { post } from "../api/client";
import type { Modality } from "../api/types";
import { canRecordLive } from "../capture/support";
import { Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { DeviceCheck } from "./DeviceCheck";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";
import { openModalities, preferModality } from "./modalities";
import { PracticeStep } from "./PracticeStep";
import { ProbesNote } from "./ProbesNote";

export function PrepareStep({ invitation, reload, footer }: StepProps & { footer: ReactNode }) {
  const open = openModalities(invitation.modalities, invitation.consents);
  const [modality, setModality] = useState<Modality>(open[0] ?? "text");
  const [checked, setChecked] = useState(false);
  const begin = useAction(async () => {
    preferModality(invitation.id, modality);
    await post(`/api/interviews/${invitation.id}/start`);
    await reload();
  });
  const choose = (next: Modality) => {
    setModality(next);
    preferModality(invitation.id, next);
  };
  if (modality === "text") {
    return <TextBegin mostProbes={invitation.most_probes} canGoBack={open.length > 1} onBack={() => choose(open[0] ?? "text")} begin={begin} footer={footer} />;
  }
  if (!canRecordLive() || !checked) {
    return (
      <DeviceCheck
        interviewId={invitation.id}
        open={open}
        modality={modality}
        onChoose={choose}
        onReady={() => (canRecordLive() ? setChecked(true) : begin.run())}
        footer={footer}
      />
    );
  }
  return <PracticeStep kind={modality} mostProbes={invitation.most_probes} begin={begin} onBack={() => setChecked(false)} footer={footer} />;
}

interface TextBeginProps {
  mostProbes: number;
  canGoBack: boolean;
  onBack: () => void;
  begin: { busy: boolean; run: () => void };
  footer: ReactNode;
}

function TextBegin({ mostProbes, canGoBack, onBack, begin, footer }: TextBeginProps) {
  return (
    <Screen
      footer={footer}
      actions={
        <>
          <Button block color="primary" size="large" loading={begin.busy} onClick={begin.run}>
            开始面试
          </Button>
          {canGoBack && (
            <Button block fill="none" onClick={onBack}>
              改用视频或语音
            </Button>
          )}
        </>
      }
    >
      <FlowSteps now={2} />
      <h1>文字作答</h1>
      <p className="lead">您将用文字回答每一题，不需要摄像头和麦克风。评分标准与其他方式相同。</p>
      <Note title="怎么进行">题目一题一题出现，每题先有准备时间，再限时作答。写到一半关闭页面，草稿会保留在这台设备上。</Note>
      <ProbesNote most={mostProbes} />
    </Screen>
  );
}
