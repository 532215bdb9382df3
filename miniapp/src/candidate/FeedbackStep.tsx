/** Honest feedback: what was seen in the candidate's own words, and what would raise it. */

import type { ReactNode } from "react";
import { type Feedback, type FeedbackDimension, isAbsent } from "../api/types";
import { DownloadButton } from "../ui/DownloadButton";
import { Failure, Loading, Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useRead } from "../ui/useRead";
import { standingText } from "../wording/standing";
import { AppealCard } from "./AppealCard";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";

export function FeedbackStep({ invitation, footer }: StepProps & { footer: ReactNode }) {
  const { value, error, reload } = useRead<Feedback>(`/api/interviews/${invitation.id}/feedback`);
  return (
    <Screen footer={footer}>
      <FlowSteps now={4} />
      <section className="hero">
        <p className="hero-over">{invitation.job_title} · 面试反馈</p>
        <h1>{value?.outcome_text ?? invitation.state_name}</h1>
      </section>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.dimensions.map((dimension) => (
        <DimensionCard key={dimension.dimension} dimension={dimension} />
      ))}
      {value?.decided && value.dimensions.length > 0 && (
        <div className="download-row">
          <DownloadButton path={`/api/interviews/${invitation.id}/feedback/file`}>下载反馈（PDF）</DownloadButton>
        </div>
      )}
      {value?.decided && <AppealCard interviewId={invitation.id} feedback={value} reload={reload} />}
      {value?.note && <Note>{value.note}</Note>}
      <Note title="您的权利">您可以请 HR 说明这份反馈，也可以在页面底部删除自己的资料。</Note>
    </Screen>
  );
}

function DimensionCard({ dimension }: { dimension: FeedbackDimension }) {
  const absent = isAbsent(dimension.score);
  return (
    <section className="card">
      <div className="dimension-head">
        <h2>{dimension.dimension}</h2>
        {isAbsent(dimension.score) ? (
          <span className="chip">数据不足</span>
        ) : (
          <span className="score">
            {Math.round(dimension.score)}
            <small> 分</small>
          </span>
        )}
      </div>
      {isAbsent(dimension.score) ? (
        <p className="hint">{dimension.score.not_measured}</p>
      ) : (
        <div className="bar" aria-hidden="true">
          <i style={{ width: `${dimension.score}%` }} />
        </div>
      )}
      {!absent && <p className="hint">{standingText(dimension.percentile)}</p>}
      <ul className="advice">
        {dimension.advice.map((advice) => (
          <li key={advice.text}>
            {advice.quote && <q>{advice.quote}</q>}
            {advice.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
