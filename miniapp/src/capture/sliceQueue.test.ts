import { expect, test } from "vitest";
import { SliceQueue } from "./sliceQueue";

test("a reader waits for slices that are not recorded yet", async () => {
  const queue = new SliceQueue();
  const first = queue.reader().read();
  queue.push(new Blob(["ab"]));
  expect((await first).value?.size).toBe(2);
});

test("a second reader starts at the first byte again, as a restarted upload needs", async () => {
  const queue = new SliceQueue();
  queue.push(new Blob(["ab"]));
  await queue.reader().read();
  const again = queue.reader();
  expect(await (await again.read()).value?.text()).toBe("ab");
});

test("reading ends once the recording has", async () => {
  const queue = new SliceQueue();
  const reader = queue.reader();
  const end = reader.read();
  queue.close();
  expect((await end).done).toBe(true);
});
