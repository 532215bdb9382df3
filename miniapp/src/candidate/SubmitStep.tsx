/** Everything answered: look it over, then submit once. */

import { Button, Dialog } from "antd-mobile";
import type { ReactNode } from "react";
import { post } from "../api/client";
import type { Question } from "../api/types";
import { Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { ordinal } from "../wording/names";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";

export function SubmitStep({ invitation, questions, reload, footer }: StepProps & { questions: Question[]; footer: ReactNode }) {
  const submit = useAction(async () => {
    const sure = await Dialog.confirm({ title: "提交面试？", content: "提交后不能再修改回答。", confirmText: "提交", cancelText: "再看看" });
    if (!sure) return;
    try {
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
      <Note title="提交之后">系统整理报告通常需要几分钟，然后由用人经理阅读并决定。您可以随时回到这个页面查看进度。</Note>
    </Screen>
  );
}
