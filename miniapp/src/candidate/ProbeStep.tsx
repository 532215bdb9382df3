/** A follow-up question: answered like a question, or skipped. */

import { Button } from "antd-mobile";
import type { ReactNode } from "react";
import { post } from "../api/client";
import type { Invitation, Probe } from "../api/types";
import { useAction } from "../ui/useAction";
import { ordinal } from "../wording/names";
import { spoken } from "../wording/time";
import { QuestionStep } from "./QuestionStep";

interface ProbeStepProps {
  invitation: Invitation;
  probe: Probe;
  probes: Probe[];
  onNext: () => Promise<void>;
  footer: ReactNode;
}

export function ProbeStep({ invitation, probe, probes, onNext, footer }: ProbeStepProps) {
  const skip = useAction(async () => {
    await post(`/api/interviews/${invitation.id}/probes/${probe.probe_id}/skip`);
    await onNext();
  });
  const head = (
    <>
      <div className="question-meta">
        <span>
          追问 {probes.indexOf(probe) + 1} <small>/ 共 {probes.length} 个</small>
        </span>
        <small>
          准备 {spoken(probe.preparation_s)} · 作答至多 {spoken(probe.answer_limit_s)}
        </small>
      </div>
      <small className="hint">补充{ordinal(probe)}的回答。可以跳过，跳过不影响评分。</small>
    </>
  );
  const aside = (
    <Button block fill="none" loading={skip.busy} onClick={skip.run}>
      跳过这个追问
    </Button>
  );
  return <QuestionStep invitation={invitation} question={probe} head={head} aside={aside} onNext={onNext} footer={footer} />;
}
