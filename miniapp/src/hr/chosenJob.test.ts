import { expect, test } from "vitest";
import { firstJob } from "./useChosenJob";

const JOBS = [
  { id: "jb_new", title: "后端开发" },
  { id: "jb_teller", title: "银行柜员" },
  { id: "jb_store", title: "门店经理" },
];

test("a post with a report comes before one with interviews, and that before the newest", () => {
  const invited = { job_title: "门店经理", composite: null };
  const reported = { job_title: "银行柜员", composite: 81 };
  expect(firstJob(JOBS, [invited, reported])).toBe("jb_teller");
  expect(firstJob(JOBS, [invited])).toBe("jb_store");
  expect(firstJob(JOBS, [])).toBe("jb_new");
});

test("nothing is chosen before the interviews are known, or without a post", () => {
  expect(firstJob(JOBS, null)).toBeNull();
  expect(firstJob([], [])).toBeNull();
});
