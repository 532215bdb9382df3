/** Helpers of the report: where a quote stands in the transcript, how a number is written. */

import { type Evidence, isAbsent, type Measured, type TranscriptSegment } from "../api/types";

export interface Piece {
  text: string;
  quoted: boolean;
}

export interface ReadSegment {
  segment: TranscriptSegment;
  pieces: Piece[];
}

/** Each segment cut at the borders of the quotes. A quote may run over several segments. */
export function markQuotes(segments: readonly TranscriptSegment[], evidence: readonly Evidence[]): ReadSegment[] {
  const whole = segments.map((segment) => segment.text).join("");
  const quoted = quotedPlaces(whole, evidence);
  let start = 0;
  return segments.map((segment) => {
    const pieces = piecesOf(segment.text, quoted.slice(start, start + segment.text.length));
    start += segment.text.length;
    return { segment, pieces };
  });
}

/** When a quote was said: its own time, else the start of the sentence it begins in; null when it isn't there. */
export function quoteStart(evidence: Evidence, segments: readonly TranscriptSegment[]): number | null {
  if (evidence.start_s !== null) return evidence.start_s;
  const first = markQuotes(segments, [evidence]).find((read) => read.pieces.some((piece) => piece.quoted));
  return first?.segment.start_s ?? null;
}

const NEITHER_SAID_NOR_MEANT = /[\s，。！？、；：,.!?;:"'“”‘’]/;

/** For every character of `whole`, whether a quote covers it. Punctuation doesn't hinder a match. */
function quotedPlaces(whole: string, evidence: readonly Evidence[]): boolean[] {
  const places: number[] = [];
  let spoken = "";
  for (let index = 0; index < whole.length; index += 1) {
    const character = whole.charAt(index);
    if (NEITHER_SAID_NOR_MEANT.test(character)) continue;
    spoken += character;
    places.push(index);
  }
  const quoted = new Array<boolean>(whole.length).fill(false);
  for (const { quote } of evidence) {
    const bare = [...quote].filter((character) => !NEITHER_SAID_NOR_MEANT.test(character)).join("");
    const from = bare === "" ? -1 : spoken.indexOf(bare);
    if (from < 0) continue;
    const first = places[from] ?? 0;
    const last = places[from + bare.length - 1] ?? first;
    quoted.fill(true, first, last + 1);
  }
  return quoted;
}

function piecesOf(text: string, quoted: readonly boolean[]): Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const last = pieces[pieces.length - 1];
    const on = quoted[index] ?? false;
    if (last && last.quoted === on) last.text += text.charAt(index);
    else pieces.push({ text: text.charAt(index), quoted: on });
  }
  return pieces;
}

export function points(value: Measured): string {
  return isAbsent(value) ? "数据不足" : String(Math.round(value));
}

export function percent(value: Measured): string {
  return isAbsent(value) ? "未测" : `${Math.round(value * 100)}%`;
}

export function decimal(value: Measured, unit: string): string {
  return isAbsent(value) ? "未测" : `${Math.round(value * 10) / 10}${unit}`;
}
