import { expect, test } from "vitest";
import { ItemClock } from "./sitting";

function clockAt(...moments: number[]) {
  return () => moments.shift() ?? 0;
}

test("the time of an item runs from its being shown to its answer", () => {
  expect(new ItemClock(clockAt(1000, 4200.4)).reactionMs()).toBe(3200);
});

test("an item during which the page was left has no time", () => {
  const clock = new ItemClock(clockAt(1000, 4200));
  clock.pageLeft();
  expect(clock.reactionMs()).toBeNull();
});
