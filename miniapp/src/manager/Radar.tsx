/** Dimensions on a radar. A dimension without a score is a gap in the line, never a zero. */

import { type DimensionReport, isAbsent } from "../api/types";

const SIZE = 320;
const LABEL_ROOM = { above: 16, below: 28 };
const CENTRE = SIZE / 2;
const RADIUS = 96;
const RINGS = [25, 50, 75, 100];
const LABEL_AT = 118;

interface Point {
  x: number;
  y: number;
}

export function Radar({ dimensions }: { dimensions: readonly DimensionReport[] }) {
  const count = dimensions.length;
  if (count < 3) return null; // two axes make a line, not a picture; the bars below say it all
  return (
    <svg className="radar" viewBox={viewBox(count)} role="img" aria-label={describe(dimensions)}>
      {RINGS.map((ring) => (
        <polygon key={ring} className="radar-ring" points={corners(count, ring)} />
      ))}
      {dimensions.map((dimension, index) => (
        <Axis key={dimension.dimension} dimension={dimension} index={index} count={count} />
      ))}
      {segmentsOf(dimensions).map((area) => (
        <polygon key={area} className="radar-area" points={area} />
      ))}
      {edgesOf(dimensions).map((edge) => (
        <polyline key={edge} className="radar-edge" points={edge} />
      ))}
      {dimensions.map((dimension, index) => {
        if (isAbsent(dimension.score)) return null;
        const at = place(index, count, dimension.score);
        return <circle key={dimension.dimension} className="radar-dot" cx={at.x} cy={at.y} r={3.5} />;
      })}
    </svg>
  );
}

function Axis({ dimension, index, count }: { dimension: DimensionReport; index: number; count: number }) {
  const end = place(index, count, 100);
  const label = at(index, count, LABEL_AT);
  const absent = isAbsent(dimension.score);
  const anchor = Math.abs(label.x - CENTRE) < 12 ? "middle" : label.x > CENTRE ? "start" : "end";
  return (
    <g>
      <line className={absent ? "radar-axis radar-axis-absent" : "radar-axis"} x1={CENTRE} y1={CENTRE} x2={end.x} y2={end.y} />
      <text className="radar-label" x={label.x} y={label.y} textAnchor={anchor}>
        {dimension.dimension}
        <tspan className={absent ? "radar-value radar-absent" : "radar-value"} x={label.x} dy="1.25em">
          {isAbsent(dimension.score) ? "数据不足" : Math.round(dimension.score)}
        </tspan>
      </text>
    </g>
  );
}

/** Only as high as the labels reach: three axes leave the lower part of the square empty. */
function viewBox(count: number): string {
  const heights = Array.from({ length: count }, (_, index) => at(index, count, LABEL_AT).y);
  const top = Math.min(...heights) - LABEL_ROOM.above;
  return `0 ${top} ${SIZE} ${Math.max(...heights) + LABEL_ROOM.below - top}`;
}

function at(index: number, count: number, radius: number): Point {
  const angle = (Math.PI * 2 * index) / count - Math.PI / 2;
  return { x: CENTRE + radius * Math.cos(angle), y: CENTRE + radius * Math.sin(angle) };
}

function place(index: number, count: number, score: number): Point {
  return at(index, count, (RADIUS * score) / 100);
}

function corners(count: number, score: number): string {
  return Array.from({ length: count }, (_, index) => pair(place(index, count, score))).join(" ");
}

function pair(point: Point): string {
  return `${point.x.toFixed(1)},${point.y.toFixed(1)}`;
}

/** A triangle from the centre for each two neighbours that are both measured. */
function segmentsOf(dimensions: readonly DimensionReport[]): string[] {
  return neighbours(dimensions).map(([a, b]) => `${CENTRE},${CENTRE} ${pair(a)} ${pair(b)}`);
}

function edgesOf(dimensions: readonly DimensionReport[]): string[] {
  return neighbours(dimensions).map(([a, b]) => `${pair(a)} ${pair(b)}`);
}

function neighbours(dimensions: readonly DimensionReport[]): [Point, Point][] {
  const count = dimensions.length;
  const pairs: [Point, Point][] = [];
  dimensions.forEach((dimension, index) => {
    const next = dimensions[(index + 1) % count];
    if (!next || isAbsent(dimension.score) || isAbsent(next.score)) return;
    pairs.push([place(index, count, dimension.score), place((index + 1) % count, count, next.score)]);
  });
  return pairs;
}

function describe(dimensions: readonly DimensionReport[]): string {
  return dimensions.map((d) => `${d.dimension} ${isAbsent(d.score) ? "数据不足" : Math.round(d.score)}`).join("，");
}
