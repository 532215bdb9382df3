/** What the interview is, and the three answers to it: take part, another time, decline. */

import { Button, Dialog, Toast } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { messageOf, post } from "../api/client";
import type { Invitation } from "../api/types";
import { Facts, Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { MODALITY_NAMES } from "../wording/names";
import { dateTime } from "../wording/time";
import { askForReason } from "./askForReason";
import type { StepProps } from "./InterviewPage";
import { RescheduleNote } from "./RescheduleNote";
import { ReschedulePopup } from "./ReschedulePopup";
import { FlowSteps } from "./FlowSteps";
import { ProbesNote } from "./ProbesNote";

interface InvitationStepProps extends StepProps {
  footer: ReactNode;
  onEnter: () => void;
}

export function InvitationStep({ invitation, reload, footer, onEnter }: InvitationStepProps) {
  const [choosing, setChoosing] = useState(false);
  const toConfirm = invitation.next_step === "confirm";
  const confirm = useAction(async () => {
    await post(`/api/interviews/${invitation.id}/confirm`);
    await reload();
    Toast.show({ icon: "success", content: "已确认参加" });
  });
  return (
    <Screen
      footer={footer}
      actions={
        <>
          {toConfirm ? (
            <Button block color="primary" size="large" loading={confirm.busy} onClick={confirm.run}>
              确认参加
            </Button>
          ) : (
            <Button block color="primary" size="large" onClick={onEnter}>
              现在开始准备
            </Button>
          )}
          <div className="action-pair">
            <Button fill="none" onClick={() => setChoosing(true)}>
              申请改期
            </Button>
            <Button fill="none" className="quiet" onClick={() => void decline(invitation.id, reload)}>
              谢绝面试
            </Button>
          </div>
        </>
      }
    >
      <FlowSteps now={0} />
      <section className="hero">
        <p className="hero-over">{invitation.company} 邀请您参加面试</p>
        <h1>{invitation.job_title}</h1>
        {!toConfirm && <span className="chip chip-accent">已确认</span>}
      </section>
      <RescheduleNote invitation={invitation} reload={reload} />
      <WhatToExpect invitation={invitation} />
      <ReschedulePopup interview={invitation} visible={choosing} onClose={() => setChoosing(false)} onSent={reload} />
    </Screen>
  );
}

function WhatToExpect({ invitation }: { invitation: Invitation }) {
  const modalities = invitation.modalities.map((modality) => MODALITY_NAMES[modality]).join(" / ");
  return (
    <>
      <section className="card">
        <Facts
          rows={[
            ["约定时间", dateTime(invitation.starts_at)],
            ["最晚完成", dateTime(invitation.closes_at)],
            ["所需时长", `约 ${invitation.duration_min} 分钟，共 ${invitation.question_count} 题${invitation.most_probes > 0 ? `，另有至多 ${invitation.most_probes} 个追问` : ""}`],
            ["作答方式", `${modalities}，每题可选`],
          ]}
        />
        <p className="hint">可以提前开始。每题都有准备时间，中途断网或关闭页面，回来会接着同一题。</p>
      </section>
      <ProbesNote most={invitation.most_probes} />
      {invitation.requirements.length > 0 && (
        <section className="card">
          <h2>请先准备</h2>
          <ul className="ticks">
            {invitation.requirements.map((requirement) => (
              <li key={requirement}>{requirement}</li>
            ))}
          </ul>
        </section>
      )}
      <Note title="谁来评，怎么用">
        您的回答由 AI 按公开的评分标准整理成带依据的报告，由用人经理阅读后决定。没有人的决定，系统不会拒绝任何人。
      </Note>
    </>
  );
}

async function decline(interviewId: string, reload: () => Promise<void>): Promise<void> {
  const reason = await askForReason({
    title: "确定谢绝这次面试吗？",
    hint: "谢绝后本次邀请即结束。愿意的话可以告诉 HR 原因（可不填）。",
    confirmText: "谢绝",
  });
  if (reason === null) return;
  try {
    await post(`/api/interviews/${interviewId}/decline`, { reason });
    await reload();
  } catch (error) {
    await Dialog.alert({ content: messageOf(error), confirmText: "知道了" });
    await reload();
  }
}
