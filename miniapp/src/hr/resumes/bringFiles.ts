/** Sends the files of one import, a few at a time. Each has its place, so sending one again changes nothing. */

import { ApiError, messageOf, sendFile } from "../../api/client";

const AT_ONCE = 3;
const TRIES = 3;

export interface Refusal {
  name: string;
  message: string;
}

export async function bringFiles(batchId: string, files: readonly File[], onSent: (sent: number) => void): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  let next = 0;
  let sent = 0;
  const lane = async () => {
    while (next < files.length) {
      const ordinal = next++;
      const file = files[ordinal] as File;
      const fault = await bringOne(batchId, ordinal, file);
      if (fault) refused.push({ name: file.name, message: fault });
      onSent(++sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return refused;
}

async function bringOne(batchId: string, ordinal: number, file: File): Promise<string | null> {
  const path = `/api/resume-batches/${batchId}/files/${ordinal}?name=${encodeURIComponent(file.name.slice(-200))}`;
  for (let left = TRIES; ; left -= 1) {
    try {
      await sendFile(path, file);
      return null;
    } catch (error) {
      const passing = error instanceof ApiError && (error.status === 0 || error.status === 409 || error.status >= 500);
      if (!passing || left <= 1) return messageOf(error);
      await new Promise((wake) => setTimeout(wake, 1000));
    }
  }
}
