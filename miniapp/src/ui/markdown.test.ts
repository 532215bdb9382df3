import { expect, test } from "vitest";
import { blocksOf } from "./markdown";

test("headings, lists and paragraphs of a consent text", () => {
  expect(blocksOf("## 收集什么\n姓名、\n电话。\n\n- 一\n- 二")).toEqual([
    { kind: "heading", text: "收集什么" },
    { kind: "paragraph", text: "姓名、电话。" },
    { kind: "list", items: ["一", "二"] },
  ]);
});

test("a table keeps its cells and loses its rule", () => {
  expect(blocksOf("| 信息 | 目的 |\n|---|---|\n| 姓名 | 邀请 |")).toEqual([{ kind: "table", rows: [["信息", "目的"], ["姓名", "邀请"]] }]);
});
