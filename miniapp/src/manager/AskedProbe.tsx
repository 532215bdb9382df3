/** A follow-up question put during the interview: why, what was answered, and what it changed. */

import { useRef, useState } from "react";
import { isAbsent, type Measured, type ProbeReport, type Report } from "../api/types";
import { MODALITY_NAMES, flagMeaning } from "../wording/names";
import { Player, type PlayerHandle } from "./Player";
import { TranscriptView } from "./TranscriptView";

interface AskedProbeProps {
  asked: ProbeReport;
  score: Measured;
  media: Report["media"][number] | null;
  onMediaExpired: () => Promise<void>;
}

export function AskedProbe({ asked, score, media, onMediaExpired }: AskedProbeProps) {
  const player = useRef<PlayerHandle>(null);
  const [playedS, setPlayedS] = useState(0);
  const jump = (seconds: number) => player.current?.jumpTo(seconds);
  const modality = MODALITY_NAMES[asked.modality as keyof typeof MODALITY_NAMES];
  return (
    <section className="card asked-probe">
      <h4>作答中追问{modality ? ` · ${modality}作答` : ""}</h4>
      <p>
        <strong>{asked.question}</strong>
      </p>
      <p className="hint">
        题库追问，因回答缺少：{asked.missing.join("、")}。{effect(asked, score)}
      </p>
      {media && <Player ref={player} media={media} onTime={setPlayedS} onExpired={onMediaExpired} />}
      <TranscriptView transcript={asked.transcript} evidence={asked.evidence} playedS={playedS} onJump={media ? jump : null} />
      {asked.evidence.length > 0 && (
        <ul className="evidence">
          {asked.evidence.map((item) => (
            <li key={item.quote + item.supports}>
              <q>{item.quote}</q>
              <span>{item.supports}</span>
            </li>
          ))}
        </ul>
      )}
      {asked.flags.map((flag) => (
        <p key={flag}>
          <span className="chip chip-caution">{flagMeaning(flag).name}</span> {flagMeaning(flag).meaning}
        </p>
      ))}
    </section>
  );
}

function effect(asked: ProbeReport, score: Measured): string {
  if (asked.answer_id === "" || isAbsent(asked.score_before) || isAbsent(score)) return "";
  const before = Math.round(asked.score_before);
  if (!asked.counted) return `评分按原回答 ${before} 分，追问的回答没有拉低它。`;
  return before === Math.round(score) ? `连同追问评分仍为 ${before} 分。` : `连同追问评分由 ${before} 分升为 ${Math.round(score)} 分。`;
}
