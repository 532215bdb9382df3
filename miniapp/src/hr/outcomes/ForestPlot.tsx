/** Figures with their 95 % intervals under one another, on one scale, beside the line of "no relation". */

import { isAbsent, type Corrected, type Estimate, type Measured } from "../../api/types";
import { placeOn, type Scale } from "./scale";

export interface ForestRow {
  name: string;
  figure: Measured<Estimate>;
  /** Drawn hollow below, never in place of the figure. */
  beside?: Measured<Corrected>;
  remark?: string;
}

export function ForestPlot({ rows, scale, unit }: { rows: ForestRow[]; scale: Scale; unit: string }) {
  const why = sharedReason(rows);
  if (why !== null) return <p className="forest-absent">{why}</p>;
  return (
    <div className="forest">
      {rows.map((row) => (
        <ForestLine key={row.name} row={row} scale={scale} unit={unit} />
      ))}
      <div className="forest-line forest-axis" aria-hidden="true">
        <span />
        <div className="forest-track">
          {scale.ticks.map((tick) => (
            <small key={tick} style={{ left: `${placeOn(scale, tick)}%` }}>
              {tick}
            </small>
          ))}
        </div>
        <span />
      </div>
    </div>
  );
}

/** Said once where no row has a figure, for the same reason. */
export function sharedReason(rows: Pick<ForestRow, "figure">[]): string | null {
  const reasons = rows.map((row) => (isAbsent(row.figure) ? row.figure.not_measured : null));
  const first = reasons[0] ?? null;
  return reasons.every((reason) => reason === first) ? first : null;
}

function ForestLine({ row, scale, unit }: { row: ForestRow; scale: Scale; unit: string }) {
  const { figure, beside } = row;
  if (isAbsent(figure)) {
    return (
      <div className="forest-line">
        <strong>{row.name}</strong>
        <p className="forest-absent">{figure.not_measured}</p>
      </div>
    );
  }
  const adjusted = isAbsent(figure.adjusted_p) ? null : figure.adjusted_p;
  const said = `${row.name}：${unit} ${figure.value.toFixed(2)}，95% 区间 ${figure.low.toFixed(2)} 至 ${figure.high.toFixed(2)}，${figure.n} 人`;
  return (
    <div className="forest-line">
      <strong>
        {row.name}
        {row.remark && <small>{row.remark}</small>}
      </strong>
      <div className="forest-track" role="img" aria-label={said}>
        <i className="forest-null" style={{ left: `${placeOn(scale, scale.none)}%` }} />
        <Whisker scale={scale} low={figure.low} high={figure.high} value={figure.value} kind={adjusted !== null && adjusted < 0.05 ? "clear" : "open"} />
        {beside && !isAbsent(beside) && <Whisker scale={scale} low={beside.low} high={beside.high} value={beside.value} kind="beside" />}
      </div>
      <span className="forest-figure">
        {figure.value.toFixed(2)} <small>[{figure.low.toFixed(2)}, {figure.high.toFixed(2)}]</small>
        <small>
          n={figure.n} · {adjusted === null ? `p=${figure.p.toFixed(3)}` : `校正后 p=${adjusted.toFixed(3)}`}
        </small>
      </span>
    </div>
  );
}

function Whisker({ scale, low, high, value, kind }: { scale: Scale; low: number; high: number; value: number; kind: "clear" | "open" | "beside" }) {
  const start = placeOn(scale, low);
  return (
    <>
      <i className={`forest-range forest-${kind}`} style={{ left: `${start}%`, width: `${placeOn(scale, high) - start}%` }} />
      <i className={`forest-mark forest-${kind}`} style={{ left: `${placeOn(scale, value)}%` }} />
    </>
  );
}
