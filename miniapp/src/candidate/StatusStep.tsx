/** After submitting: where things stand, and what comes next. Never silent. */

import { type ReactNode, useEffect } from "react";
import { follow } from "../api/events";
import type { InterviewStatus } from "../api/types";
import { Failure, Loading, Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useRead } from "../ui/useRead";
import { dateTime } from "../wording/time";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";
import { TranscriptReview } from "./TranscriptReview";

const LOOK_AGAIN_MS = 20_000; // the net under the event stream

export function StatusStep({ invitation, reload, footer }: StepProps & { footer: ReactNode }) {
  const { value, error, reload: refresh } = useRead<InterviewStatus>(`/api/interviews/${invitation.id}/status`);
  useEffect(() => {
    const look = () => void refresh().then(reload);
    const stop = follow("/api/events", {
      event: (event) => event.name === "interview" && event.data.includes(invitation.id) && look(),
      connected: () => undefined,
    });
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [invitation.id, refresh, reload]);
  return (
    <Screen footer={footer}>
      <FlowSteps now={4} />
      <section className="hero">
        <p className="hero-over">{invitation.job_title}</p>
        <h1>{value?.state_name ?? invitation.state_name}</h1>
      </section>
      {error && !value && <Failure message={error} onRetry={() => void refresh()} />}
      {!value && !error && <Loading />}
      {value && <Steps status={value} />}
      <TranscriptReview interviewId={invitation.id} onChange={refresh} />
      <Note title="接下来">
        结果和反馈会在这里显示，也会通过钉钉通知您。对结果有疑问，届时可以在这里申请人工复核。现在可以放心关闭页面。
      </Note>
    </Screen>
  );
}

function Steps({ status }: { status: InterviewStatus }) {
  const { done, total } = status.processing;
  return (
    <section className="card">
      <ol className="steps">
        {status.steps.map((step) => (
          <li key={step.name} className={step.state} aria-current={step.state === "now" ? "step" : undefined}>
            <strong>{step.name}</strong>
            <span>
              {step.at && dateTime(step.at)}
              {step.state === "now" && total > 0 && done < total && ` 已整理 ${done} / ${total} 项`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
