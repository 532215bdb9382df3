/** Which consents are ticked. Nothing is ticked but by the candidate's own tap. */

import type { ConsentKind } from "../api/types";

/** Without a recording there is nothing for the face and voice consents to stand on. */
export function toggled(ticked: ReadonlySet<ConsentKind>, kind: ConsentKind, on: boolean): ReadonlySet<ConsentKind> {
  const next = new Set(ticked);
  if (on) next.add(kind);
  else next.delete(kind);
  if (!next.has("recording")) {
    next.delete("face");
    next.delete("voice");
  }
  return next;
}
