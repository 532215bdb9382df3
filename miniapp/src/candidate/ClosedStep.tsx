/** An interview that ended without an assessment: declined, called off, or out of time. */

import type { ReactNode } from "react";
import type { InterviewState } from "../api/types";
import { Plate } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { dateTime } from "../wording/time";
import type { StepProps } from "./InterviewPage";

const WHAT_NOW: Partial<Record<InterviewState, string>> = {
  declined: "您已谢绝这次面试。如果改变了主意，请直接联系 HR。",
  withdrawn: "这次面试已取消。如有疑问请联系 HR。",
  expired: "面试已过截止时间，没有收到提交。需要补做请联系 HR。",
};

export function ClosedStep({ invitation, footer }: StepProps & { footer: ReactNode }) {
  return (
    <Screen footer={footer}>
      <Plate mark="·" title={invitation.state_name}>
        <p>
          {invitation.company} · {invitation.job_title}
        </p>
        <p>{WHAT_NOW[invitation.state] ?? "这次面试已经结束。"}</p>
        <p className="hint">原定截止时间：{dateTime(invitation.closes_at)}</p>
      </Plate>
    </Screen>
  );
}
