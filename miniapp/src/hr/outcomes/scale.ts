/** Where a figure stands between the ends of its scale. Ratios stand on a logarithmic one. */

export interface Scale {
  low: number;
  high: number;
  /** The value that means no relation. */
  none: number;
  ticks: number[];
  ratio: boolean;
}

export const CORRELATION: Scale = { low: -0.6, high: 1, none: 0, ticks: [-0.5, 0, 0.5, 1], ratio: false };
export const RATIO: Scale = { low: 0.2, high: 5, none: 1, ticks: [0.2, 0.5, 1, 2, 5], ratio: true };
export const SHARE: Scale = { low: 0, high: 0.5, none: 0, ticks: [0, 0.25, 0.5], ratio: false };

/** 0–100; what lies beyond an end is drawn at it. */
export function placeOn(scale: Scale, value: number): number {
  const read = (number: number) => (scale.ratio ? Math.log(Math.max(number, 1e-9)) : number);
  const share = (read(value) - read(scale.low)) / (read(scale.high) - read(scale.low));
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
}

/** One plain sentence about a correlation, which never says more than its interval. */
export function inWords(low: number, high: number, adjusted: number | null): string {
  if (low <= 0 && high >= 0) return "区间包含 0：现有数据看不出与绩效有关，也不能说无关。";
  if (adjusted !== null && adjusted >= 0.05) return "单独看区间不含 0，但同时检验多项后不足以下结论。";
  return low > 0 ? "得分高的人绩效也较高，这一关系在多重检验校正后仍然成立。" : "得分高的人绩效反而较低，请检查题目与评分标准。";
}
