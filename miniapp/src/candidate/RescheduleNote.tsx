/** How a wish for another time stands, and the candidate's answer to HR's offer. */

import { Button } from "antd-mobile";
import { post } from "../api/client";
import type { OwnReschedule } from "../api/types";
import { Note } from "../ui/Notes";
import { useAction } from "../ui/useAction";
import { dateTime } from "../wording/time";
import type { StepProps } from "./InterviewPage";

export function RescheduleNote({ invitation, reload }: StepProps) {
  const wish = invitation.reschedule;
  if (!wish) return null;
  if (wish.state === "open") {
    return (
      <Note tone="accent" title="改期申请已发给 HR">
        您提议的时间：{wish.proposed_times.map(dateTime).join("、")}。有结果会在钉钉通知您；在此之前原时间仍然有效。
      </Note>
    );
  }
  if (wish.state === "offered") return <Offer wish={wish} reload={reload} />;
  if (wish.state === "refused") {
    return (
      <Note tone="caution" title="HR 未能同意改期">
        {wish.reply || "原时间仍然有效。"}
      </Note>
    );
  }
  return null;
}

function Offer({ wish, reload }: { wish: OwnReschedule; reload: () => Promise<void> }) {
  return (
    <section className="card card-accent">
      <h2>HR 提议了新的时间</h2>
      {wish.reply && <p className="hint">{wish.reply}</p>}
      <div className="stack">
        {wish.offered_times.map((time, choice) => (
          <OfferedTime key={time} wish={wish} time={time} choice={choice} reload={reload} />
        ))}
      </div>
    </section>
  );
}

interface OfferedTimeProps {
  wish: OwnReschedule;
  time: string;
  choice: number;
  reload: () => Promise<void>;
}

function OfferedTime({ wish, time, choice, reload }: OfferedTimeProps) {
  const accept = useAction(async () => {
    await post(`/api/reschedules/${wish.id}/accept`, { choice });
    await reload();
  });
  return (
    <Button block fill="outline" color="primary" loading={accept.busy} onClick={accept.run}>
      就这个：{dateTime(time)}
    </Button>
  );
}
