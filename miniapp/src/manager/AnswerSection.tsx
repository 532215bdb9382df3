/** One answer: the recording, its transcript, the quotes behind the score, what to ask next. */

import { useRef, useState } from "react";
import { type AnswerReport, isAbsent, type Report } from "../api/types";
import { clock } from "../wording/time";
import { MODALITY_NAMES } from "../wording/names";
import { AskedProbe } from "./AskedProbe";
import { JudgeNote } from "./JudgeNote";
import { CorrectionView } from "./CorrectionView";
import { Observations } from "./Observations";
import { Player, type PlayerHandle } from "./Player";
import { quoteStart } from "./reading";
import { TranscriptView } from "./TranscriptView";

interface AnswerSectionProps {
  answer: AnswerReport;
  media: Report["media"][number] | null;
  probeMedia: Report["media"][number] | null;
  onMediaExpired: () => Promise<void>;
}

export function AnswerSection({ answer, media, probeMedia, onMediaExpired }: AnswerSectionProps) {
  const player = useRef<PlayerHandle>(null);
  const [playedS, setPlayedS] = useState(0);
  const jump = (seconds: number) => player.current?.jumpTo(seconds);
  const modality = MODALITY_NAMES[answer.modality as keyof typeof MODALITY_NAMES] ?? answer.modality;
  return (
    <div className="answer" role="tabpanel">
      <div className="card answer-head">
        <div>
          <p className="hint">
            {answer.dimension} · {modality}作答
          </p>
          <h3>{answer.question}</h3>
        </div>
        <ScoreWord answer={answer} />
      </div>
      <div className="answer-body">
        {media && (
          <div className="answer-media">
            <Player ref={player} media={media} onTime={setPlayedS} onExpired={onMediaExpired} />
          </div>
        )}
        <div className="answer-text">
          <EvidenceList answer={answer} onJump={media ? jump : null} />
          <section className="card">
            <h4>{answer.modality === "text" ? "回答原文" : answer.correction ? "转写（候选人更正后）" : "转写"}</h4>
            <TranscriptView transcript={answer.transcript} evidence={answer.score.evidence} playedS={playedS} onJump={media ? jump : null} />
          </section>
          {answer.asked && <AskedProbe asked={answer.asked} score={answer.score.score} media={probeMedia} onMediaExpired={onMediaExpired} />}
          <JudgeNote judge={answer.judge} />
          {answer.correction && <CorrectionView correction={answer.correction} />}
          <Probes probes={answer.probes} />
          <Observations speech={answer.speech} face={answer.face} />
        </div>
      </div>
    </div>
  );
}

function ScoreWord({ answer }: { answer: AnswerReport }) {
  const { score, coverage } = answer.score;
  if (isAbsent(score)) {
    return (
      <div className="answer-score">
        <span className="chip">数据不足</span>
        <small className="hint">{score.not_measured}</small>
      </div>
    );
  }
  return (
    <div className="answer-score">
      <span className="score">{Math.round(score)}</span>
      <small className="hint">依据覆盖 {Math.round(coverage * 100)}%</small>
    </div>
  );
}

function EvidenceList({ answer, onJump }: { answer: AnswerReport; onJump: ((seconds: number) => void) | null }) {
  const evidence = answer.score.evidence;
  if (evidence.length === 0) return null;
  const segments = isAbsent(answer.transcript) ? [] : answer.transcript.segments;
  return (
    <section className="card">
      <h4>评分依据（候选人原话）</h4>
      <ul className="evidence">
        {evidence.map((item) => (
          <li key={item.quote + item.supports}>
            <q>{item.quote}</q>
            <span>
              {item.supports}
              <TimeLink startS={quoteStart(item, segments)} onJump={onJump} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TimeLink({ startS, onJump }: { startS: number | null; onJump: ((seconds: number) => void) | null }) {
  if (!onJump || startS === null) return null;
  return (
    <button type="button" className="time-link" onClick={() => onJump(startS)}>
      ▶ {clock(startS)}
    </button>
  );
}

function Probes({ probes }: { probes: readonly string[] }) {
  if (probes.length === 0) return null;
  return (
    <section className="card">
      <h4>复试可以追问</h4>
      <ul className="points">
        {probes.map((probe) => (
          <li key={probe}>{probe}</li>
        ))}
      </ul>
    </section>
  );
}
