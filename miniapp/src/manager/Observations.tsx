/** How it was said and what the picture shows: observations, weight 0, folded away by default. */

import { type FaceObservation, isAbsent, type Measured, type SpeechMeasures } from "../api/types";
import { Facts } from "../ui/Notes";
import { emotionName } from "../wording/names";
import { decimal, percent } from "./reading";

const EMOTIONS_SHOWN = 3;

interface ObservationsProps {
  speech: Measured<SpeechMeasures>;
  face: Measured<FaceObservation>;
}

export function Observations({ speech, face }: ObservationsProps) {
  return (
    <details className="card observations">
      <summary>
        表达与画面观察 <span className="chip">仅供参考，权重为 0</span>
      </summary>
      <p className="hint">这些观察不进入任何得分，不是对性格或情绪的判断。</p>
      <h4>语音</h4>
      {isAbsent(speech) ? <p className="hint">未测：{speech.not_measured}</p> : <Speech speech={speech} />}
      <h4>画面</h4>
      {isAbsent(face) ? <p className="hint">未测：{face.not_measured}</p> : <Face face={face} />}
    </details>
  );
}

function Speech({ speech }: { speech: SpeechMeasures }) {
  return (
    <Facts
      rows={[
        ["语速", decimal(speech.speech_rate_cpm, " 字/分")],
        ["说话时间占比", percent(speech.articulation_share)],
        ["停顿次数", decimal(speech.pause_count, " 次")],
        ["最长停顿", decimal(speech.longest_pause_s, " 秒")],
        ["口头语", decimal(speech.fillers_per_100_chars, " 个/百字")],
      ]}
    />
  );
}

function Face({ face }: { face: FaceObservation }) {
  return (
    <Facts
      rows={[
        ["人脸在画面", percent(face.face_present)],
        ["看向镜头", percent(face.eye_contact)],
        ["微笑", percent(face.smile)],
        ["转头", percent(face.head_turned)],
        ["眨眼", decimal(face.blink_rate_per_min, " 次/分")],
        ["表情分布", emotionsOf(face)],
      ]}
    />
  );
}

function emotionsOf(face: FaceObservation): string {
  if (isAbsent(face.emotions)) return `未测：${face.emotions.not_measured}`;
  return Object.entries(face.emotions)
    .sort(([, a], [, b]) => b - a)
    .slice(0, EMOTIONS_SHOWN)
    .map(([emotion, share]) => `${emotionName(emotion)} ${Math.round(share * 100)}%`)
    .join("，");
}
