/** A percentile as it is said, or why there is none. */

import { isAbsent, type Standing } from "../api/types";

export function standingText(standing: Standing | undefined): string {
  if (standing === undefined) return "";
  if (isAbsent(standing)) return standing.not_measured;
  return `超过 ${Math.round(standing.value)}% 的候选人（n=${standing.n}）`;
}
