/** One contract: facts and proposals on the left, the text with what the law says on the right; a second person approves. */

import { Alert, App as AntApp, Button, Tag } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { messageOf, post, put, sendFile } from "../api/client";
import { download } from "../api/download";
import type { ContractChoice, ContractDetail } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { askForLine } from "./askForLine";
import { ContractClauses } from "./ContractClauses";
import { ContractFacts } from "./ContractFacts";
import { ContractProposals } from "./ContractProposals";
import { ContractVersions } from "./ContractVersions";

/** What a person is changing and has not saved yet. */
export interface Draft {
  facts: Record<string, string>;
  options: string[];
  edits: Record<string, string>;
  choices: ContractChoice[];
}

function draftOf(contract: ContractDetail): Draft {
  return { facts: contract.facts, options: contract.chosen, edits: contract.edits, choices: contract.choices };
}

export function ContractPage({ id }: { id: string }) {
  const { value, error, reload } = useRead<ContractDetail>(`/api/contracts/${id}`);
  if (error) return <Failure message={error} onRetry={() => void reload()} />;
  if (!value) return <Loading />;
  return <Loaded key={`${value.id}:${value.latest}:${value.state}`} contract={value} reload={reload} />;
}

function Loaded({ contract, reload }: { contract: ContractDetail; reload: () => Promise<void> }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(contract));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { message, modal } = AntApp.useApp();
  const editable = contract.state === "draft";
  const dirty = editable && JSON.stringify(draft) !== JSON.stringify(draftOf(contract));
  useWarnBeforeLeaving(dirty);
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
      void message.success(done);
      await reload();
    } catch (failure) {
      setFault(messageOf(failure));
    }
    setBusy(false);
  };
  const address = `/api/contracts/${contract.id}`;
  const step = (name: string, done: string) => run(() => post(`${address}/${name}`, { number: contract.latest }), done);
  const explain = (name: string, title: string, done: string) =>
    askForLine(modal, title, (reason) => void run(() => post(`${address}/${name}`, { reason }), done));
  const save = () => run(() => put(address, { base: contract.latest, ...draft }), "已保存，并重新检查");
  const fetchPaper = (kind: "docx" | "pdf") => run(() => download(`${address}/${kind}`, `${contract.candidate_name}-劳动合同-第${contract.latest}版.${kind}`), "已下载");
  return (
    <>
      <div className="desk-head contract-head">
        <h1>
          {contract.candidate_name} <small className="dim">{contract.job_title}</small>
        </h1>
        <Tag>{contract.state_name}</Tag>
        <span className="dim">
          第 {contract.latest} 版 · 起草 {contract.author_name}
          {contract.approver_name && ` · 审批 ${contract.approver_name}`}
        </span>
        <span className="contract-actions">
          {editable && (
            <Button type={dirty ? "primary" : "default"} disabled={!dirty} loading={busy} onClick={() => void save()}>
              保存并检查
            </Button>
          )}
          {editable && (
            <Button type={dirty ? "default" : "primary"} disabled={dirty || contract.blocked} loading={busy} onClick={() => void step("submit", "已提交，等待另一位同事审批")}>
              提交审批
            </Button>
          )}
          {contract.may_approve && (
            <Button type="primary" loading={busy} onClick={() => void step("approve", "已批准，正在交接签署与预入职")}>
              批准
            </Button>
          )}
          {contract.may_approve && <Button onClick={() => explain("return", "退回的理由", "已退回起草人")}>退回</Button>}
          {["approved", "signed"].includes(contract.state) && !contract.has_signed_copy && (
            <SignedCopyButton busy={busy} onChosen={(file) => void run(() => sendFile(`${address}/signed?number=${contract.latest}`, file), "已保存签署后的文本，合同已签署")} />
          )}
          {contract.has_signed_copy && <Button onClick={() => void run(() => download(`${address}/signed`, `${contract.candidate_name}-劳动合同-已签署.pdf`), "已下载")}>签署后的 PDF</Button>}
          <Button onClick={() => void fetchPaper("docx")}>DOCX</Button>
          <Button onClick={() => void fetchPaper("pdf")}>PDF</Button>
          {["draft", "submitted", "approved"].includes(contract.state) && (
            <Button danger type="text" onClick={() => explain("withdraw", "撤回合同的理由", "已撤回")}>
              撤回
            </Button>
          )}
        </span>
      </div>
      {fault && <Alert type="error" title={fault} closable={{ onClose: () => setFault(null) }} />}
      <Standing contract={contract} dirty={dirty} />
      <div className="contract-columns">
        <div className="contract-side">
          <ContractProposals contract={contract} draft={draft} onChange={editable ? setDraft : null} />
          <ContractFacts contract={contract} draft={draft} onChange={editable ? setDraft : null} />
          <ContractVersions contract={contract} />
        </div>
        <ContractClauses contract={contract} draft={draft} onChange={editable ? setDraft : null} />
      </div>
      <p className="dim">
        {contract.disclaimer} <Link href="/hr/contracts">返回合同列表</Link>
      </p>
    </>
  );
}

function Standing({ contract, dirty }: { contract: ContractDetail; dirty: boolean }) {
  if (contract.state === "submitted" && !contract.may_approve) return <Alert type="info" title="等待另一位同事审批；起草过该合同的人不能审批自己的合同。" />;
  if (contract.state === "approved") {
    const signing = whereToSign(contract.sign_reference);
    const entry = contract.pre_entry_reference ? "钉钉智能人事已登记预入职。" : "钉钉预入职登记中。";
    return <Alert type="success" title={`${signing}${entry}`} />;
  }
  const ended = ENDED[contract.state];
  if (ended) return <Alert type="warning" title={ended} />;
  if (contract.state !== "draft") return contract.note ? <Alert type="info" title={contract.note} /> : null;
  return (
    <>
      {contract.note && <Alert type="warning" title={`审批人退回：${contract.note}`} />}
      {dirty && <Alert type="info" title="有未保存的修改。保存后会重新生成并检查全文。" />}
      {!dirty && contract.blocked && <Alert type="warning" title={`还有 ${contract.faults.length} 处待补齐，${blocking(contract)} 处条款须改，处理后才能提交。`} />}
    </>
  );
}

const ENDED: Partial<Record<ContractDetail["state"], string>> = {
  declined: "对方在电子签上拒绝签署。沟通后可从合同列表为这场面试重新拟定合同。",
  expired: "电子签流程已过期，双方没有签完。可从合同列表为这场面试重新拟定合同。",
  stopped: "签署流程已在电子签平台被撤销或终止。可从合同列表为这场面试重新拟定合同。",
};

function whereToSign(reference: string): string {
  if (!reference) return "文本正在交接签署。";
  if (reference.startsWith("esign:")) return "已在钉钉电子签发起签署：先由员工签名，再由起草人加盖企业章；完成、拒签或过期会自动记录。";
  return `文本已放入签署目录（${reference.replace("folder:", "")}），请在公司的签署平台或纸面签署，双方签好后上传签署后的 PDF，合同才记为已签署。`;
}

function SignedCopyButton({ busy, onChosen }: { busy: boolean; onChosen: (file: File) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const choose = (file: File | undefined) => {
    if (file) onChosen(file);
    if (picker.current) picker.current.value = "";
  };
  return (
    <>
      <Button loading={busy} onClick={() => picker.current?.click()}>
        上传签署后的 PDF
      </Button>
      <input ref={picker} type="file" hidden accept=".pdf,application/pdf" aria-label="签署后的 PDF" onChange={(event) => choose(event.target.files?.[0])} />
    </>
  );
}

function blocking(contract: ContractDetail): number {
  return [...contract.document, ...contract.clauses.flatMap((clause) => clause.findings)].filter((found) => found.severity === "E").length;
}

function useWarnBeforeLeaving(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);
}
