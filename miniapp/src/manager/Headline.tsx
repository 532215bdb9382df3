/** Who, for what, the composite with its interval and coverage, and the decision once there is one. */

import { isAbsent, type Report } from "../api/types";
import { DownloadButton } from "../ui/DownloadButton";
import { Note } from "../ui/Notes";
import { AI_DISCLOSURE } from "../ui/Screen";
import { standingText } from "../wording/standing";
import { dateTime } from "../wording/time";
import { IntervalBar } from "./IntervalBar";

export function Headline({ report }: { report: Report }) {
  const files = `/api/interviews/${report.interview_id}/report/file`;
  const { composite, interval, coverage } = report.body;
  return (
    <>
      <section className="card headline">
        <div className="headline-who">
          <p className="hero-over">{report.job_title}</p>
          <h1>{report.candidate_name}</h1>
          <p className="hint">
            {report.state_name} · {dateTime(report.created_at)} 出报告
          </p>
        </div>
        <div className="headline-score">
          {isAbsent(composite) ? (
            <>
              <span className="composite composite-absent">数据不足</span>
              <p className="hint">{composite.not_measured}</p>
            </>
          ) : (
            <>
              <span className="composite">
                {Math.round(composite)}
                <small> / 100</small>
              </span>
              <IntervalBar score={composite} interval={interval} />
            </>
          )}
          {!isAbsent(composite) && <p className="hint">{standingText(report.standings.composite)}</p>}
          <p className="hint">
            依据覆盖权重的 {Math.round(coverage * 100)}%{!isAbsent(interval) && ` · 80% 区间 ${Math.round(interval[0] ?? 0)}–${Math.round(interval[1] ?? 0)}`}
          </p>
        </div>
        <div className="download-row">
          <DownloadButton path={files} body={{ file: "report.pdf" }}>
            下载报告（PDF）
          </DownloadButton>
          <DownloadButton path={files} body={{ file: "report.png" }}>
            摘要图片（不含姓名）
          </DownloadButton>
        </div>
        <p className="disclosure">{AI_DISCLOSURE}</p>
      </section>
      {report.correcting_until && (
        <Note tone="caution" title="候选人正在核对转写">
          最迟 {dateTime(report.correcting_until)} 完成。如有更正会出新一版报告，请等它出来后再决定。
        </Note>
      )}
      <Decided report={report} />
    </>
  );
}

function Decided({ report }: { report: Report }) {
  const decision = report.decision;
  if (!decision) return null;
  const outcome = decision.outcome === "approve" ? "通过" : "不通过";
  return (
    <Note tone="accent" title={`已决定：${outcome}`}>
      {decision.decided_by_name} · {dateTime(decision.decided_at)}
      <br />
      理由：{decision.reason}
    </Note>
  );
}
