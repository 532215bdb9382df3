/** An answer in writing: the draft stays on this device until the server has it. */

import { Button } from "antd-mobile";
import { useEffect, useState } from "react";
import { post, put } from "../api/client";
import { LongText } from "../ui/LongText";
import { useAction } from "../ui/useAction";
import { useCountdown } from "../ui/useCountdown";
import { clock } from "../wording/time";
import type { PanelProps } from "./QuestionStep";

const DRAFT_PREFIX = "mingmian.draft.";
const LONGEST_CHARS = 2000;
const SHORTEST_CHARS = 5;
// Chinese is spoken at 200-240 characters a minute and typed on a phone at about a third of that.
const TYPING_TIME_FACTOR = 3;

export function TextAnswer({ interviewId, question, onNext, onPhase, frame }: PanelProps) {
  const key = `${DRAFT_PREFIX}${interviewId}.${question.key}`;
  const [draft, setDraft] = useState(() => sessionStorage.getItem(key) ?? "");
  const allowance = question.preparation_s + question.answer_limit_s * TYPING_TIME_FACTOR;
  const [deadline] = useState(() => textDeadline(key, allowance));
  useEffect(() => sessionStorage.setItem(key, draft), [key, draft]);
  useEffect(() => onPhase("choosing"), [onPhase]);
  const send = useAction(async () => {
    const begun = await post<{ answer_id: string }>(`/api/interviews/${interviewId}/answers`, {
      question_key: question.key,
      modality: "text",
      mime_type: "text/plain",
    });
    await put(`/api/answers/${begun.answer_id}/text`, { text: draft.trim() });
    sessionStorage.removeItem(key);
    await onNext();
  });
  const ready = draft.trim().length >= SHORTEST_CHARS;
  const left = useCountdown(deadline, () => ready && send.run());
  const body = (
    <section className="card writing">
      <LongText
        label="您的回答"
        value={draft}
        onChange={setDraft}
        autoSize={{ minRows: 8, maxRows: 16 }}
        maxLength={LONGEST_CHARS}
        showCount
        placeholder="具体说说：当时的情况、您做了什么、结果怎样"
      />
      <p className="hint">{left > 0 ? `剩余 ${clock(left)}，草稿自动保存在本机` : "时间到了，请提交已写的内容"}</p>
    </section>
  );
  return frame(
    body,
    <Button block color="primary" size="large" disabled={!ready} loading={send.busy} onClick={send.run}>
      提交这一题
    </Button>,
  );
}

function textDeadline(key: string, allowanceS: number): number {
  const kept = Number(sessionStorage.getItem(`${key}.until`) ?? "");
  if (kept > 0) return kept;
  const deadline = Date.now() + allowanceS * 1000;
  sessionStorage.setItem(`${key}.until`, String(deadline));
  return deadline;
}
