/** A candidate's own interviews. */

import { Link } from "wouter";
import type { MyInterview } from "../api/types";
import { Failure, Loading, Plate } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useRead } from "../ui/useRead";
import { useTitle } from "../ui/useTitle";
import { NEXT_STEP_NAMES } from "../wording/names";
import { dateTime } from "../wording/time";

export default function MyInterviewsPage() {
  useTitle("我的面试");
  const { value, error, reload } = useRead<{ interviews: MyInterview[] }>("/api/my/interviews");
  return (
    <Screen>
      <h1>我的面试</h1>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.interviews.length === 0 && (
        <Plate mark="○" title="还没有面试邀请">
          <p>收到邀请后，钉钉会发卡片通知您，这里也会出现。</p>
        </Plate>
      )}
      {value?.interviews.map((interview) => (
        <InterviewCard key={interview.id} interview={interview} />
      ))}
    </Screen>
  );
}

function InterviewCard({ interview }: { interview: MyInterview }) {
  const over = interview.next_step === "closed";
  return (
    <Link href={`/i/${interview.id}`} className="card card-link">
      <div className="card-link-head">
        <h2>{interview.job_title}</h2>
        <span className={`chip${over ? "" : " chip-accent"}`}>{interview.state_name}</span>
      </div>
      <p className="hint">
        {interview.company} · {dateTime(interview.starts_at)} · 约 {interview.duration_min} 分钟
      </p>
      {!over && <p className="go-on">{NEXT_STEP_NAMES[interview.next_step]} →</p>}
    </Link>
  );
}
