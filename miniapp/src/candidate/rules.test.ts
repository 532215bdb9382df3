import { expect, test } from "vitest";
import type { ConsentKind } from "../api/types";
import { toggled } from "./consentTicks";
import { openModalities } from "./modalities";
import { savedPercent } from "./savedPercent";
import { nextStep } from "./timeSteps";

const consents = { notice: true, recording: true, face: false, voice: false };

test("who refuses recording answers in writing, nothing else changes", () => {
  expect(openModalities(["video", "voice", "text"], { ...consents, recording: false })).toEqual(["text"]);
  expect(openModalities(["video", "voice"], consents)).toEqual(["video", "voice"]);
});

test("a tick never brings another one with it", () => {
  expect([...toggled(new Set<ConsentKind>(), "notice", true)]).toEqual(["notice"]);
  expect([...toggled(new Set<ConsentKind>(["notice", "recording"]), "face", true)]).toEqual(["notice", "recording", "face"]);
});

test("taking back the recording takes back what stands on it", () => {
  expect([...toggled(new Set<ConsentKind>(["notice", "recording", "face", "voice"]), "recording", false)]).toEqual(["notice"]);
});

test("100 % is said only when the server has every byte", () => {
  expect(savedPercent({ phase: "sending", saved: 1000, total: 1000 })).toBe(99);
  expect(savedPercent({ phase: "saved" })).toBe(100);
});

test("the earliest time on offer is a whole quarter of an hour", () => {
  expect(nextStep(Date.UTC(2026, 2, 2, 7, 56)).toISOString()).toBe("2026-03-02T08:00:00.000Z");
  expect(nextStep(Date.UTC(2026, 2, 2, 7, 45)).toISOString()).toBe("2026-03-02T07:45:00.000Z");
});
