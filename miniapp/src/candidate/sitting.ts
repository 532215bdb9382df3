/** One sitting of an exercise on this device: what was answered, how fast, and what survives a reload. */

export interface ItemResponse {
  index: number;
  value: string;
  reaction_ms: number | null;
}

export interface Sitting {
  responses: ItemResponse[];
  left_page: number;
}

const PREFIX = "mingmian.exercise.";

export function keptSitting(interviewId: string, key: string): Sitting {
  const kept = sessionStorage.getItem(`${PREFIX}${interviewId}.${key}`);
  return kept ? (JSON.parse(kept) as Sitting) : { responses: [], left_page: 0 };
}

export function keepSitting(interviewId: string, key: string, sitting: Sitting): void {
  sessionStorage.setItem(`${PREFIX}${interviewId}.${key}`, JSON.stringify(sitting));
}

export function forgetSitting(interviewId: string, key: string): void {
  sessionStorage.removeItem(`${PREFIX}${interviewId}.${key}`);
}

/** The clock of one item. A page that was hidden says nothing about how long somebody thought. */
export class ItemClock {
  private readonly shownAt: number;
  private left = false;

  constructor(private readonly now: () => number) {
    this.shownAt = now();
  }

  pageLeft(): void {
    this.left = true;
  }

  reactionMs(): number | null {
    return this.left ? null : Math.round(this.now() - this.shownAt);
  }
}
