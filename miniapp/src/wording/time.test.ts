import { expect, test } from "vitest";
import { clock, dateTime, fromPicker, shortTime, spoken, toPicker } from "./time";

test("times are those of Shanghai, whatever the machine's zone", () => {
  expect(shortTime("2026-03-02T16:30:00Z")).toBe("03-03 00:30");
  expect(dateTime("2001-03-02T04:00:00Z")).toBe("2001年3月2日 周五 12:00");
});

test("what a picker shows is what it gives back", () => {
  expect(fromPicker(toPicker(new Date("2026-03-02T16:30:00Z")))).toBe("2026-03-02T16:30:00Z");
});

test("durations as a clock and as words", () => {
  expect(clock(65)).toBe("1:05");
  expect(spoken(45)).toBe("45 秒");
  expect(spoken(120)).toBe("2 分钟");
  expect(spoken(90)).toBe("1 分 30 秒");
});
