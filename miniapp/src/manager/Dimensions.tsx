/** The radar, and the same numbers as bars with weight and interval. */

import { type DimensionReport, isAbsent, type Report } from "../api/types";
import { standingText } from "../wording/standing";
import { IntervalBar } from "./IntervalBar";
import { Radar } from "./Radar";

export function Dimensions({ dimensions, standings }: { dimensions: readonly DimensionReport[]; standings: Report["standings"]["dimensions"] }) {
  return (
    <section className="card dimensions">
      <h2>维度得分</h2>
      <Radar dimensions={dimensions} />
      <ul className="dimension-list">
        {dimensions.map((dimension) => (
          <li key={dimension.dimension}>
            <div className="dimension-name">
              <span>{dimension.dimension}</span>
              <small>
                {dimension.group} · 权重 {Math.round(dimension.weight * 100)}%
              </small>
            </div>
            {isAbsent(dimension.score) ? (
              <span className="hint dimension-absent">数据不足：{dimension.score.not_measured}</span>
            ) : (
              <>
                <IntervalBar score={dimension.score} interval={dimension.interval} />
                <strong className="dimension-score">{Math.round(dimension.score)}</strong>
                <small className="hint dimension-standing">{standingText(standings[dimension.dimension])}</small>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
