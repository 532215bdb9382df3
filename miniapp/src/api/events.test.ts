import { expect, test } from "vitest";
import { splitEvents } from "./events";

test("an event cut in the middle waits for its rest", () => {
  const first = splitEvents('event: interview\ndata: {"id":"iv_1"}\n\nevent: inter');
  expect(first.events).toEqual([{ name: "interview", data: '{"id":"iv_1"}' }]);
  expect(splitEvents(`${first.rest}view\ndata: 2\n\n`).events).toEqual([{ name: "interview", data: "2" }]);
});

test("a heartbeat comment is no event", () => {
  expect(splitEvents(": ping\n\n").events).toEqual([]);
});
