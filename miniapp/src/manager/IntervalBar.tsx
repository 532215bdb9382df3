/** A score on 0–100 with the range it is likely to lie in. */

import { isAbsent, type Measured } from "../api/types";

export function IntervalBar({ score, interval }: { score: number; interval: Measured<number[]> }) {
  const range = isAbsent(interval) ? null : { low: interval[0] ?? score, high: interval[1] ?? score };
  return (
    <div className="interval" role="img" aria-label={range ? `${Math.round(score)} 分，区间 ${Math.round(range.low)} 到 ${Math.round(range.high)}` : `${Math.round(score)} 分`}>
      {range && <i className="interval-range" style={{ left: `${range.low}%`, width: `${range.high - range.low}%` }} />}
      <i className="interval-mark" style={{ left: `${score}%` }} />
    </div>
  );
}
