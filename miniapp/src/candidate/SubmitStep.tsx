/** Everything answered: look it over, then submit once. */

import { Button, Checkbox, Dialog } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { post } from "../api/client";
import type { Question } from "../api/types";
import { Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { ordinal } from "../wording/names";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";

export function SubmitStep({ invitation, questions, reload, footer }: StepProps & { questions: Question[]; footer: ReactNode }) {
  const [reviewing, setReviewing] = useState(false);
  const submit = useAction(async () => {
    const sure = await Dialog.confirm({ title: "提交面试？", content: "提交后不能再修改回答。", confirmText: "提交", cancelText: "再看看" });
    if (!sure) return;
    try {
      // Asked for first: so nothing is scored before the transcripts are confirmed.
      if (reviewing) await post(`/api/interviews/${invitation.id}/transcripts/review`);
      await post(`/api/interviews/${invitation.id}/submit`);
    } finally {
      await reload();
    }
  });
  return (
    <Screen
      footer={footer}
      actions={
        <Button block color="primary" size="large" loading={submit.busy} onClick={submit.run}>
          提交面试
        </Button>
      }
    >
      <FlowSteps now={4} />
      <h1>{questions.length} 道题都已回答</h1>
      <p className="lead">所有回答都已保存在服务器。确认无误后提交。</p>
      <section className="card">
        <ul className="ticks">
          {questions.map((question) => (
            <li key={question.key}>
              {ordinal(question)} <span className="hint">{question.text}</span>
            </li>
          ))}
        </ul>
      </section>
      {invitation.consents.recording && (
        <section className="card">
          <Checkbox checked={reviewing} onChange={setReviewing}>
            提交后先核对语音转写，再评分
          </Checkbox>
          <p className="hint">勾选后评分会等您确认转写，最长 24 小时；不勾选则马上开始评估。</p>
        </section>
      )}
      <Note title="提交之后">系统整理报告通常需要几分钟，然后由用人经理阅读并决定。您可以随时回到这个页面查看进度。</Note>
    </Screen>
  );
}
