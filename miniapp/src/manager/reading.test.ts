import { expect, test } from "vitest";
import { markQuotes, quoteStart } from "./reading";

const segment = (text: string, start_s: number) => ({ text, start_s, end_s: start_s + 2, confidence: 1, words: [] });
const evidence = (quote: string) => ({ quote, supports: "", start_s: null, end_s: null });
const marked = (texts: string[], quotes: string[]) =>
  markQuotes(texts.map((text, index) => segment(text, index * 2)), quotes.map(evidence)).map(({ pieces }) =>
    pieces.map((piece) => (piece.quoted ? `[${piece.text}]` : piece.text)).join(""),
  );

test("a quote inside one sentence is marked there only", () => {
  expect(marked(["我先道歉，再办业务。", "他很满意。"], ["再办业务"])).toEqual(["我先道歉，[再办业务]。", "他很满意。"]);
});

test("a quote over two sentences is marked in both, whatever the punctuation", () => {
  expect(marked(["我先道歉。", "再办业务。"], ["先道歉，再办"])).toEqual(["我[先道歉。]", "[再办]业务。"]);
});

test("words that were not said mark nothing", () => {
  expect(marked(["我先道歉。"], ["我很生气"])).toEqual(["我先道歉。"]);
});

test("a quote without a time is found at the start of its sentence", () => {
  const segments = [segment("我先道歉。", 0), segment("再办业务。", 2)];
  expect(quoteStart(evidence("办业务"), segments)).toBe(2);
  expect(quoteStart(evidence("没说过"), segments)).toBeNull();
});
