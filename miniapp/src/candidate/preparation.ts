/** Preparation time runs once per question: a reload neither restarts nor lengthens it. */

const PREFIX = "mingmian.preparation.";

/** The end of preparation in ms since the epoch, and whether it was already running before this page. */
export function preparationEnd(interviewId: string, questionKey: string, preparationS: number): { end: number; resumed: boolean } {
  const key = `${PREFIX}${interviewId}.${questionKey}`;
  const kept = Number(sessionStorage.getItem(key) ?? "");
  if (kept > 0) return { end: kept, resumed: true };
  const end = Date.now() + preparationS * 1000;
  sessionStorage.setItem(key, String(end));
  return { end, resumed: false };
}
