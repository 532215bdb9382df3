/** What was said, sentence by sentence: each jumps the recording, quotes stand out, unsure words are dotted. */

import { type Evidence, isAbsent, type Measured, type Transcript } from "../api/types";
import { clock } from "../wording/time";
import { markQuotes, type ReadSegment } from "./reading";

const UNSURE_BELOW = 0.5;

interface TranscriptViewProps {
  transcript: Measured<Transcript>;
  evidence: readonly Evidence[];
  playedS: number;
  onJump: ((seconds: number) => void) | null;
}

export function TranscriptView({ transcript, evidence, playedS, onJump }: TranscriptViewProps) {
  if (isAbsent(transcript)) return <p className="hint">数据不足：{transcript.not_measured}</p>;
  if (transcript.text === "") return <p className="hint">没有听到可以转写的内容。</p>;
  const segments = transcript.segments.length > 0 ? transcript.segments : [wholeText(transcript)];
  const read = markQuotes(segments, evidence);
  return (
    <div className="transcript">
      {read.map((each, index) => (
        <Sentence key={index} read={each} playing={isPlaying(each, playedS, onJump !== null)} onJump={onJump} />
      ))}
      {transcript.engine !== "typed" && onJump && <p className="hint">由语音识别生成，可能有误；点一句话可跳到录像对应位置。</p>}
    </div>
  );
}

function Sentence({ read, playing, onJump }: { read: ReadSegment; playing: boolean; onJump: ((seconds: number) => void) | null }) {
  const { segment, pieces } = read;
  const words = pieces.map((piece, index) => (piece.quoted ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>));
  const unsure = segment.confidence < UNSURE_BELOW;
  if (!onJump) return <p className="sentence">{words}</p>;
  return (
    <button
      type="button"
      className={`sentence${playing ? " playing" : ""}${unsure ? " unsure" : ""}`}
      title={unsure ? "识别把握较低，请听原声" : undefined}
      onClick={() => onJump(segment.start_s)}
    >
      <time>{clock(segment.start_s)}</time>
      <span>{words}</span>
    </button>
  );
}

function isPlaying({ segment }: ReadSegment, playedS: number, hasMedia: boolean): boolean {
  return hasMedia && playedS > 0 && playedS >= segment.start_s && playedS < segment.end_s;
}

function wholeText(transcript: Transcript): Transcript["segments"][number] {
  return { start_s: 0, end_s: transcript.duration_s, text: transcript.text, confidence: 1, words: [] };
}
