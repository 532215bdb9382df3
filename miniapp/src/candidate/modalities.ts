/** Which ways of answering are open: the question's own, less what was not consented to. */

import type { Consents, Modality } from "../api/types";

export function openModalities(offered: readonly Modality[], consents: Consents): Modality[] {
  if (!consents.recording) return ["text"];
  return [...offered];
}

export function firstModality(open: readonly Modality[], preferred: Modality | null): Modality {
  if (preferred && open.includes(preferred)) return preferred;
  return open[0] ?? "text";
}

const PREFERRED_KEY = "mingmian.modality.";

export function preferredModality(interviewId: string): Modality | null {
  const kept = sessionStorage.getItem(PREFERRED_KEY + interviewId);
  return kept === "video" || kept === "voice" || kept === "text" ? kept : null;
}

export function preferModality(interviewId: string, modality: Modality): void {
  sessionStorage.setItem(PREFERRED_KEY + interviewId, modality);
}
