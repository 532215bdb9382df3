/** Pass or not, always with a reason in the person's own words, and one more look before it counts. */

import { Button, Popup, Toast } from "antd-mobile";
import { useState } from "react";
import { post } from "../api/client";
import type { Report } from "../api/types";
import { LongText } from "../ui/LongText";
import { Note } from "../ui/Notes";
import { useAction } from "../ui/useAction";

type Outcome = "approve" | "reject";

const REASON_LONGEST = 500;
const WORDS: Record<Outcome, { verb: string; hint: string }> = {
  approve: { verb: "通过", hint: "例如：处理客诉有具体做法，排队问题有跟进结果" },
  reject: { verb: "不通过", hint: "例如：三题都没有说明自己做了什么，与岗位要求不符" },
};

export function DecisionBar({ interviewId, report, onDecided }: { interviewId: string; report: Report; onDecided: () => Promise<void> }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <>
      <div className="decision">
        <Button size="large" fill="outline" onClick={() => setOutcome("reject")}>
          不通过
        </Button>
        <Button size="large" color="primary" onClick={() => setOutcome("approve")}>
          通过
        </Button>
      </div>
      {outcome && (
        <DecisionSheet key={outcome} interviewId={interviewId} report={report} outcome={outcome} onClose={() => setOutcome(null)} onDecided={onDecided} />
      )}
    </>
  );
}

interface DecisionSheetProps {
  interviewId: string;
  report: Report;
  outcome: Outcome;
  onClose: () => void;
  onDecided: () => Promise<void>;
}

function DecisionSheet({ interviewId, report, outcome, onClose, onDecided }: DecisionSheetProps) {
  const [reason, setReason] = useState("");
  const { verb, hint } = WORDS[outcome];
  const decide = useAction(async () => {
    try {
      await post(`/api/interviews/${interviewId}/decision`, { report_id: report.report_id, outcome, reason: reason.trim() });
      Toast.show({ icon: "success", content: `已记录：${verb}` });
    } finally {
      onClose();
      await onDecided();
      window.scrollTo({ top: 0, behavior: "smooth" }); // where the decision now stands
    }
  });
  return (
    <Popup visible onMaskClick={onClose} onClose={onClose} bodyClassName="sheet" showCloseButton>
      <h2>
        {report.candidate_name}：{verb}
      </h2>
      <LongText label="理由（必填）" autoFocus value={reason} onChange={setReason} rows={4} maxLength={REASON_LONGEST} showCount placeholder={`理由（必填）。${hint}`} />
      <Note>您的姓名、时间和理由会被记录，决定后不能更改。请只写与岗位有关的理由。</Note>
      <Button block size="large" color="primary" disabled={reason.trim() === ""} loading={decide.busy} onClick={decide.run}>
        确认{verb}
      </Button>
    </Popup>
  );
}
