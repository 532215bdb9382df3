import { expect, test } from "vitest";
import { CORRELATION, inWords, placeOn, RATIO } from "./scale";

test("no effect of a ratio stands in the middle of its scale", () => {
  expect(placeOn(RATIO, 1)).toBe(50);
});

test("what lies beyond an end is drawn at the end", () => {
  expect(placeOn(CORRELATION, -0.9)).toBe(0);
  expect(placeOn(RATIO, 90)).toBe(100);
});

test("an interval that holds zero is called no evidence, either way", () => {
  expect(inWords(-0.1, 0.4, 0.2)).toContain("也不能说无关");
});

test("a figure that does not survive the correction supports no conclusion", () => {
  expect(inWords(0.01, 0.4, 0.12)).toContain("不足以下结论");
  expect(inWords(0.1, 0.4, 0.01)).toContain("仍然成立");
});
