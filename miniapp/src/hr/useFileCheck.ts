/** One file from outside: sent, read by a worker while the page asks how far it is, erased when the page lets go of it. */

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, del, get, messageOf, sendFile } from "../api/client";
import type { OutsideText } from "../api/types";

const FILES = "/api/lint/files";
const MAX_MIB = 10; // as the API; asked here too, because a refused upload may end as a broken connection
const NAME_MAX = 200;
const ASK_EVERY_MS = 1000;

export interface FileCheck {
  name: string;
  step: "sending" | "reading" | "over";
  read: OutsideText | null;
  fault: string | null;
}

export interface FileChecking {
  check: FileCheck | null;
  bring(file: File): Promise<void>;
  drop(): void;
}

export function useFileCheck(): FileChecking {
  const [check, setCheck] = useState<FileCheck | null>(null);
  const latest = useRef(0);
  const kept = useRef<string | null>(null);

  const drop = useCallback(() => {
    latest.current += 1;
    setCheck(null);
    if (kept.current) erase(kept.current);
    kept.current = null;
  }, []);

  useEffect(() => {
    window.addEventListener("pagehide", drop);
    return () => {
      window.removeEventListener("pagehide", drop);
      drop();
    };
  }, [drop]);

  const bring = async (file: File) => {
    drop();
    const mine = latest.current;
    const isCurrent = () => mine === latest.current;
    const show = (change: Partial<FileCheck>) => {
      if (isCurrent()) setCheck({ name: file.name, step: "over", read: null, fault: null, ...change });
    };
    show({ step: "sending" });
    try {
      const textId = await send(file);
      if (!isCurrent()) {
        erase(textId);
        return;
      }
      kept.current = textId;
      show({ step: "reading" });
      const read = await untilRead(textId, isCurrent);
      show({ read, fault: read.error?.message ?? null });
    } catch (failure) {
      show({ fault: messageOf(failure) });
    }
  };
  return { check, bring, drop };
}

async function send(file: File): Promise<string> {
  if (file.size > MAX_MIB * 2 ** 20) {
    throw new ApiError(422, "OT413", `文件超过 ${MAX_MIB} MB，请压缩扫描件或分成几份后再上传。（OT413）`);
  }
  const name = encodeURIComponent(file.name.slice(-NAME_MAX));
  return (await sendFile<{ text_id: string }>(`${FILES}?name=${name}`, file)).text_id;
}

/** The last answer: read or failed, or whatever it was when nobody wanted it any more. */
async function untilRead(textId: string, isWanted: () => boolean): Promise<OutsideText> {
  for (;;) {
    const answer = await get<OutsideText>(`${FILES}/${textId}`);
    if (answer.state !== "waiting" || !isWanted()) return answer;
    await new Promise((wake) => setTimeout(wake, ASK_EVERY_MS));
  }
}

function erase(textId: string): void {
  void del(`${FILES}/${textId}`).catch(() => undefined); // where this fails the hour's end erases it
}
