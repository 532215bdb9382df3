/** Where the candidate corrected the transcript: both texts as one, and what the difference means. */

import { type Correction, isAbsent } from "../api/types";

export function CorrectionView({ correction }: { correction: Correction }) {
  const before = correction.original_score;
  return (
    <section className="card correction" aria-label="转写更正">
      <h4>候选人更正了转写</h4>
      <p className="hint">
        改动 {Math.round(correction.changed_share * 100)}% · 评分采用更正后的文字；
        {isAbsent(before) ? `按原转写：${before.not_measured}` : `按原转写为 ${Math.round(before)} 分`}
      </p>
      <p>
        {correction.pieces.map((piece, index) => {
          if (piece.kind === "removed") return <del key={index}>{piece.text}</del>;
          if (piece.kind === "added") return <ins key={index}>{piece.text}</ins>;
          return <span key={index}>{piece.text}</span>;
        })}
      </p>
    </section>
  );
}
