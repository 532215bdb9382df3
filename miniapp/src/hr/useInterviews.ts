/** All interviews, kept current by server-sent events. */

import { useCallback, useEffect, useRef, useState } from "react";
import { get, messageOf } from "../api/client";
import { follow } from "../api/events";
import type { InterviewEvent, InterviewRow, ResumeBatch } from "../api/types";
import { tellBatch } from "./resumes/batchNews";

const READ_AGAIN_AFTER_MS = 800; // many events at once become one reading

export interface LiveInterviews {
  rows: InterviewRow[] | null;
  error: string | null;
  live: boolean;
  reload(): Promise<void>;
}

/** onChange: called together with each re-reading, for what else may have moved. */
export function useInterviews(onChange: () => void): LiveInterviews {
  const [rows, setRows] = useState<InterviewRow[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [live, setLive] = useState(false);
  const changed = useRef(onChange);
  changed.current = onChange;

  const reload = useCallback(async () => {
    try {
      setRows((await get<{ interviews: InterviewRow[] }>("/api/interviews")).interviews);
      setError(null);
    } catch (failure) {
      setError(messageOf(failure));
    }
  }, []);

  useEffect(() => {
    void reload();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const readSoon = () => {
      timer ??= setTimeout(() => {
        timer = null;
        void reload();
        changed.current();
      }, READ_AGAIN_AFTER_MS);
    };
    const stop = follow("/api/events", {
      event: (event) => {
        if (event.name === "resume_batch") tellBatch((JSON.parse(event.data) as { batch: ResumeBatch }).batch);
        if (event.name === "reload") tellBatch(null);
        if (event.name !== "interview") return;
        setRows((before) => (before ? merge(before, JSON.parse(event.data) as InterviewEvent) : before));
        readSoon();
      },
      connected: (up) => {
        setLive(up);
        if (!up) return;
        readSoon(); // what happened while the line was down
        tellBatch(null);
      },
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [reload]);

  return { rows, error, live, reload };
}

/** The numbers of the event at once; names and scores come with the next reading. */
export function merge(rows: InterviewRow[], event: InterviewEvent): InterviewRow[] {
  return rows.map((row) =>
    row.id === event.id
      ? { ...row, state: event.state, progress: event.progress, processing: event.processing, updated_at: event.updated_at }
      : row,
  );
}
