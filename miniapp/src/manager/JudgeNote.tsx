/** A language model's second rating of one answer, or why there is none. Nothing is shown where none is set. */

import { type AnswerReport, isAbsent } from "../api/types";

const NOT_SET = "未启用评审模型";

export function JudgeNote({ judge }: { judge: AnswerReport["judge"] }) {
  if (isAbsent(judge)) {
    return judge.not_measured === NOT_SET ? null : <p className="hint">第二评级：{judge.not_measured}</p>;
  }
  return (
    <section className="card">
      <h4>
        第二评级：{judge.level} 级 <small className="hint">语言模型 {judge.model}，仅供参考</small>
      </h4>
      <p>{judge.reason}</p>
      <ul className="evidence">
        {judge.quotes.map((quote) => (
          <li key={quote}>
            <q>{quote}</q>
          </li>
        ))}
      </ul>
    </section>
  );
}
