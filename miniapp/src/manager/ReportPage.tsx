/** One report, readable in two minutes: the summary first, then the evidence, then the decision. */

import { useRef, useState } from "react";
import type { Report } from "../api/types";
import { Facts, Failure, Loading } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useRead } from "../ui/useRead";
import { useTitle } from "../ui/useTitle";
import { AnswerSection } from "./AnswerSection";
import { DataQuality } from "./DataQuality";
import { DecisionBar } from "./DecisionBar";
import { Dimensions } from "./Dimensions";
import { Exercises } from "./Exercises";
import { Headline } from "./Headline";
import { RiskNotes } from "./RiskNotes";
import { useSession } from "../session/session";

export default function ReportPage({ id }: { id: string }) {
  const { value, error, reload } = useRead<Report>(`/api/interviews/${id}/report`);
  const { state } = useSession();
  useTitle(value ? `${value.candidate_name} · 面试报告` : "面试报告");
  if (!value) {
    return <Screen>{error ? <Failure message={error} onRetry={() => void reload()} /> : <Loading text="正在打开报告" />}</Screen>;
  }
  const mayDecide = state.phase === "signed_in" && state.me.roles.includes("manager") && value.state === "reported" && !value.decision && !value.correcting_until;
  return (
    <Screen wide actions={mayDecide ? <DecisionBar interviewId={id} report={value} onDecided={reload} /> : undefined}>
      <Headline report={value} />
      <div className="report-top">
        <div className="report-side">
          <DataQuality body={value.body} />
          <Summary report={value} />
          <Whole report={value} />
        </div>
        <Dimensions dimensions={value.body.dimensions} standings={value.standings.dimensions} />
      </div>
      <RiskNotes interviewId={id} />
      <Answers report={value} onMediaExpired={reload} />
      <Exercises body={value.body} />
      <Versions report={value} />
    </Screen>
  );
}

function Summary({ report }: { report: Report }) {
  const { strengths, risks } = report.body;
  return (
    <section className="card summary">
      <h2>优势</h2>
      <Points items={strengths} empty="报告没有列出突出的优势。" />
      <h2>需要关注</h2>
      <Points items={risks} empty="报告没有列出需要关注的点。" />
    </section>
  );
}

/** The parts of the whole beside the interview; nothing where the interview is all there is. */
function Whole({ report }: { report: Report }) {
  if (report.parts.length === 0) return null;
  return (
    <section className="card">
      <h2>综合构成</h2>
      <Facts
        rows={report.parts.map((part) => [
          part.name,
          <>
            {part.value} <small className="hint">{part.note}</small>
          </>,
        ])}
      />
      <p className="hint">{report.parts_note}</p>
    </section>
  );
}

function Points({ items, empty }: { items: readonly string[]; empty: string }) {
  if (items.length === 0) return <p className="hint">{empty}</p>;
  return (
    <ul className="points">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Answers({ report, onMediaExpired }: { report: Report; onMediaExpired: () => Promise<void> }) {
  const [open, setOpen] = useState(0);
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const answers = report.body.answers;
  const answer = answers[open];
  if (!answer) return null;
  return (
    <section className="answers">
      <h2>逐题依据</h2>
      {report.body.probing > 0 && <p className="hint">本场开启了作答中追问，至多 {report.body.probing} 个，跳过不影响评分。</p>}
      <div className="answer-tabs" role="tablist" aria-label="题目">
        {answers.map((each, index) => (
          <button
            key={each.answer_id}
            ref={(tab) => {
              tabs.current[index] = tab;
            }}
            type="button"
            role="tab"
            aria-selected={index === open}
            className={index === open ? "on" : ""}
            onClick={() => {
              setOpen(index);
              tabs.current[index]?.scrollIntoView({ block: "nearest", inline: "center" });
            }}
          >
            {index + 1}. {each.dimension}
          </button>
        ))}
      </div>
      <AnswerSection
        key={answer.answer_id}
        answer={answer}
        media={mediaOf(report, answer.answer_id)}
        probeMedia={mediaOf(report, answer.asked?.answer_id)}
        onMediaExpired={onMediaExpired}
      />
    </section>
  );
}

function mediaOf(report: Report, answerId: string | undefined): Report["media"][number] | null {
  return report.media.find((each) => each.answer_id === answerId) ?? null;
}

const HASH_SHOWN = 8;

function Versions({ report }: { report: Report }) {
  const versions = Object.entries(report.body.versions).map(([name, version]) => `${name} ${/^[0-9a-f]{40,}$/.test(version) ? version.slice(0, HASH_SHOWN) : version}`);
  return (
    <p className="versions">
      报告第 {report.generation} 版 · {versions.join(" · ")}
    </p>
  );
}
