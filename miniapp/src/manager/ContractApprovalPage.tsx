/** A contract to be approved by a second person, on a phone: the text, what the law says about it, approve or return. */

import { Button, Popup, Toast } from "antd-mobile";
import { useState } from "react";
import { post } from "../api/client";
import { download } from "../api/download";
import type { ContractDetail, LintFinding } from "../api/types";
import { LongText } from "../ui/LongText";
import { Failure, Loading, Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { useRead } from "../ui/useRead";
import { useTitle } from "../ui/useTitle";

const REASON_LONGEST = 500;

export default function ContractApprovalPage({ id }: { id: string }) {
  useTitle("合同审批");
  const { value, error, reload } = useRead<ContractDetail>(`/api/contracts/${id}`);
  return (
    <Screen wide actions={value?.may_approve ? <Bar contract={value} onDone={reload} /> : undefined}>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value && <Text contract={value} />}
    </Screen>
  );
}

function Text({ contract }: { contract: ContractDetail }) {
  const paper = useAction(() => download(`/api/contracts/${contract.id}/pdf`, `${contract.candidate_name}-劳动合同-第${contract.latest}版.pdf`));
  const found = [...contract.document, ...contract.clauses.flatMap((clause) => clause.findings)];
  return (
    <>
      <section className="card">
        <h1>{contract.candidate_name}</h1>
        <p className="hint">
          {contract.job_title} · 第 {contract.latest} 版 · 起草 {contract.author_name}
          {contract.approver_name && ` · 审批 ${contract.approver_name}`}
        </p>
        <span className="chip">{contract.state_name}</span>
        <p>
          试用期至 {contract.dates.probation_end ?? "（无）"}，合同期至 {contract.dates.term_end ?? "（无固定期限或以任务为期）"}
        </p>
        <p className="hint">{found.length === 0 ? "规则检查没有发现问题。" : `规则检查提醒 ${found.length} 处，见各条款下方。`}</p>
        <Button size="small" fill="outline" color="primary" loading={paper.busy} onClick={paper.run}>
          下载 PDF
        </Button>
      </section>
      {contract.state === "submitted" && !contract.may_approve && <Note>等待另一位同事审批；起草过该合同的人不能审批自己的合同。</Note>}
      {contract.choices.length > 0 && (
        <section className="card">
          <h2>条款建议的处理</h2>
          {contract.choices.map((choice) => (
            <p key={`${choice.rule}${choice.dimension}`}>
              {choice.dimension}：{SETTLED[choice.settled]}。理由：{choice.reason}
            </p>
          ))}
        </section>
      )}
      {contract.document.length > 0 && (
        <section className="card">
          <h2>整份合同</h2>
          {contract.document.map((one) => (
            <Finding key={one.rule} found={one} />
          ))}
        </section>
      )}
      {contract.clauses.map((clause) => (
        <section key={clause.key} className="card">
          <h2>
            {clause.heading || clause.title}
            {clause.edited && <span className="chip">人工改写</span>}
          </h2>
          <p className="prose">{clause.text}</p>
          {clause.findings.map((one) => (
            <Finding key={`${one.rule}${one.span}`} found={one} />
          ))}
          <p className="hint">依据：{clause.law}</p>
        </section>
      ))}
      <p className="hint">{contract.disclaimer}</p>
    </>
  );
}

const SETTLED: Record<ContractDetail["choices"][number]["settled"], string> = { accepted: "采纳", edited: "修改后采纳", dropped: "放弃" };

function Finding({ found }: { found: LintFinding }) {
  return (
    <Note>
      {found.severity === "E" ? "须改" : "提醒"}：{found.title}（{found.article}）。原文“{found.span}”。建议：{found.rewrite}
    </Note>
  );
}

function Bar({ contract, onDone }: { contract: ContractDetail; onDone: () => Promise<void> }) {
  const [asked, setAsked] = useState<"approve" | "return" | null>(null);
  const [reason, setReason] = useState("");
  const settle = useAction(async () => {
    const body = asked === "return" ? { reason: reason.trim() } : { number: contract.latest };
    try {
      await post(`/api/contracts/${contract.id}/${asked}`, body);
      Toast.show({ icon: "success", content: asked === "return" ? "已退回起草人" : "已批准，正在交接签署" });
    } finally {
      setAsked(null);
      await onDone();
    }
  });
  return (
    <>
      <div className="decision">
        <Button size="large" fill="outline" onClick={() => setAsked("return")}>
          退回
        </Button>
        <Button size="large" color="primary" onClick={() => setAsked("approve")}>
          批准
        </Button>
      </div>
      <Popup visible={asked !== null} onMaskClick={() => setAsked(null)} onClose={() => setAsked(null)} bodyClassName="sheet" showCloseButton>
        <h2>
          {contract.candidate_name}：{asked === "return" ? "退回起草人" : "批准合同"}
        </h2>
        {asked === "return" ? (
          <LongText label="退回的理由（必填）" value={reason} onChange={setReason} rows={4} maxLength={REASON_LONGEST} showCount placeholder="退回的理由（必填）" />
        ) : (
          <Note>批准的是第 {contract.latest} 版。批准后立即交接签署并登记预入职，您的姓名和时间会被记录。</Note>
        )}
        <Button block size="large" color="primary" disabled={asked === "return" && reason.trim().length < 2} loading={settle.busy} onClick={settle.run}>
          {asked === "return" ? "确认退回" : "确认批准"}
        </Button>
      </Popup>
    </>
  );
}
