/** Server-sent events read with fetch, since EventSource can't carry a bearer token. */

import { bearer, renewToken } from "./client";

const RECONNECT_FIRST_MS = 1000;
const RECONNECT_LONGEST_MS = 15000;

export interface ServerEvent {
  name: string;
  data: string;
}

/** Follow `path` until the returned function is called; reconnects by itself with a growing pause. */
export function follow(path: string, on: { event(event: ServerEvent): void; connected(up: boolean): void }): () => void {
  const stop = new AbortController();
  void keepFollowing(path, on, stop.signal);
  return () => stop.abort();
}

async function keepFollowing(path: string, on: Parameters<typeof follow>[1], signal: AbortSignal): Promise<void> {
  let pause = RECONNECT_FIRST_MS;
  while (!signal.aborted) {
    try {
      const response = await fetch(path, { headers: { Accept: "text/event-stream", ...bearer() }, signal });
      if (response.status === 401) await renewToken();
      if (response.ok && response.body) {
        on.connected(true);
        pause = RECONNECT_FIRST_MS;
        await readStream(response.body, on.event);
      }
    } catch {
      if (signal.aborted) return;
    }
    on.connected(false);
    await new Promise((wake) => setTimeout(wake, pause));
    pause = Math.min(pause * 2, RECONNECT_LONGEST_MS);
  }
}

async function readStream(body: ReadableStream<Uint8Array>, onEvent: (event: ServerEvent) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const { events, rest } = splitEvents(pending + decoder.decode(value, { stream: true }));
    pending = rest;
    events.forEach(onEvent);
  }
}

/** The complete events in `text`, and what is left of it. */
export function splitEvents(text: string): { events: ServerEvent[]; rest: string } {
  const blocks = text.replace(/\r\n?/g, "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  return { events: blocks.map(parseBlock).filter((event) => event.data !== ""), rest };
}

function parseBlock(block: string): ServerEvent {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return { name, data: data.join("\n") };
}
