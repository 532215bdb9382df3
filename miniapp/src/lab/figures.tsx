/** A figure with its interval as numbers and as a bar on its own scale. */

import { Tooltip } from "antd";
import { type AgreementEstimate, isAbsent, type Measured } from "../api/types";

export interface Scale {
  from: number;
  to: number;
  zero?: number; // where a line marks "nothing"
}

export const CORRELATION: Scale = { from: -0.2, to: 1, zero: 0 };
export const DISTANCE: Scale = { from: 0, to: 2 };
export const DIFFERENCE: Scale = { from: -1.5, to: 1.5, zero: 0 };

export function FigureCell({ figure, scale }: { figure: Measured<AgreementEstimate>; scale: Scale }) {
  if (isAbsent(figure)) {
    return (
      <Tooltip title={figure.not_measured}>
        <span className="dim">{figure.not_measured.startsWith("数据不足") ? "数据不足" : "—"}</span>
      </Tooltip>
    );
  }
  const at = (value: number) => `${Math.max(0, Math.min(100, ((value - scale.from) / (scale.to - scale.from)) * 100))}%`;
  const left = at(figure.low);
  return (
    <div className="figure" role="img" aria-label={`${two(figure.value)}，95% 区间 ${two(figure.low)} 到 ${two(figure.high)}，${figure.n} 份`}>
      <b>{two(figure.value)}</b>{" "}
      <small>
        {two(figure.low)} ~ {two(figure.high)}
      </small>
      <div className="figure-bar">
        {scale.zero !== undefined && <i className="figure-zero" style={{ left: at(scale.zero) }} />}
        <i className="figure-range" style={{ left, width: `calc(${at(figure.high)} - ${left})` }} />
        <i className="figure-mark" style={{ left: at(figure.value) }} />
      </div>
      <small className="dim">n = {figure.n}</small>
    </div>
  );
}

export function two(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
