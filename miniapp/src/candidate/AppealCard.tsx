/** Asking that a person look at the result again, until the deadline; and what was answered. */

import { Button } from "antd-mobile";
import { useState } from "react";
import { post } from "../api/client";
import type { Feedback } from "../api/types";
import { Note } from "../ui/Notes";
import { useAction } from "../ui/useAction";
import { dateTime } from "../wording/time";

const MIN_CHARS = 2; // hiring/usecases/appealing.py
const MAX_CHARS = 2000;

interface AppealCardProps {
  interviewId: string;
  feedback: Feedback;
  reload: () => Promise<void>;
}

export function AppealCard({ interviewId, feedback, reload }: AppealCardProps) {
  const { appeal, appeal_until: until } = feedback;
  if (appeal) {
    return (
      <Note tone="accent" title={appeal.outcome_text ? `人工复核：${appeal.outcome_text}` : "已申请人工复核"}>
        {appeal.outcome_text ? appeal.reply : `${dateTime(appeal.requested_at)} 提交，将由作出原决定以外的同事答复，答复后会通知您。`}
      </Note>
    );
  }
  return until ? <AskForReview interviewId={interviewId} until={until} reload={reload} /> : null;
}

function AskForReview({ interviewId, until, reload }: { interviewId: string; until: string; reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const ask = useAction(async () => {
    await post(`/api/interviews/${interviewId}/appeal`, { reason });
    await reload();
  });
  return (
    <section className="card">
      <h2>对结果有疑问？</h2>
      <p className="hint">您可以在 {dateTime(until)} 前申请人工复核，由作出原决定以外的同事答复并说明理由。</p>
      {open ? (
        <>
          <textarea className="transcript-draft" aria-label="申请理由" value={reason} onChange={(event) => setReason(event.target.value)} rows={4} maxLength={MAX_CHARS} placeholder="请写明您希望复核的地方" />
          <div className="transcript-actions">
            <Button color="primary" disabled={reason.trim().length < MIN_CHARS} loading={ask.busy} onClick={ask.run}>
              提交申请
            </Button>
          </div>
        </>
      ) : (
        <Button block color="primary" fill="outline" onClick={() => setOpen(true)}>
          申请人工复核
        </Button>
      )}
    </section>
  );
}
