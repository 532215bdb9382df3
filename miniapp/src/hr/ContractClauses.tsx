/** The contract's text, clause by clause, each with what the law says about it; wording can be changed in place. */

import { Alert, Button, Input, Tag } from "antd";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { ContractClause, ContractDetail, LintFinding, TextLint } from "../api/types";
import type { Draft } from "./ContractPage";
import { Findings } from "./Findings";

interface Part {
  contract: ContractDetail;
  draft: Draft;
  onChange: ((draft: Draft) => void) | null;
}

export function ContractClauses({ contract, draft, onChange }: Part) {
  return (
    <section className="contract-text">
      <h2>合同文本</h2>
      {contract.document.length > 0 && (
        <section className="card-plain">
          <h3>整份合同</h3>
          <Findings findings={contract.document} />
        </section>
      )}
      {contract.clauses.map((clause) => (
        <Clause key={clause.key} clause={clause} contract={contract} draft={draft} onChange={onChange} />
      ))}
    </section>
  );
}

function Clause({ clause, contract, draft, onChange }: Part & { clause: ContractClause }) {
  const [open, setOpen] = useState(false);
  const faults = contract.faults.filter((fault) => fault.field === clause.key);
  const own = draft.edits[clause.key];
  return (
    <article className="clause">
      <h3>
        {clause.heading || clause.title} {clause.edited && <Tag color="blue">已改写</Tag>}
        {onChange && !open && (
          <Button size="small" type="link" onClick={() => setOpen(true)}>
            改写
          </Button>
        )}
      </h3>
      {open && onChange ? (
        <Editor
          text={own ?? clause.text}
          onClose={() => setOpen(false)}
          onKeep={(text) => {
            const { [clause.key]: _dropped, ...rest } = draft.edits;
            onChange({ ...draft, edits: text ? { ...rest, [clause.key]: text } : rest });
            setOpen(false);
          }}
        />
      ) : (
        <p className="clause-text">{own ?? clause.text}</p>
      )}
      {own !== undefined && own !== contract.edits[clause.key] && <p className="dim">改写尚未保存。</p>}
      <p className="dim clause-law">依据：{clause.law}</p>
      {faults.map((fault) => (
        <p key={fault.message} className="fact-fault">
          {fault.message}
        </p>
      ))}
      {!open && <Findings findings={clause.findings} onTake={onChange ? (rewrite) => onChange({ ...draft, edits: { ...draft.edits, [clause.key]: rewrite } }) : undefined} />}
    </article>
  );
}

/** Own wording is linted at once; what the law forbids can't be kept. */
function Editor({ text, onKeep, onClose }: { text: string; onKeep: (text: string) => void; onClose: () => void }) {
  const [value, setValue] = useState(text);
  const [findings, setFindings] = useState<LintFinding[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    setFault(null);
    try {
      const checked = await post<TextLint>("/api/lint/text", { text: value });
      const found = [...checked.parts.flatMap((part) => part.findings)];
      setFindings(found);
      if (!found.some((each) => each.severity === "E")) onKeep(value.trim());
    } catch (failure) {
      setFault(messageOf(failure));
    }
    setBusy(false);
  };
  return (
    <>
      <Input.TextArea autoSize={{ minRows: 3 }} maxLength={8000} value={value} aria-label="条款文字" onChange={(event) => setValue(event.target.value)} />
      <p className="proposal-choice">
        <Button size="small" type="primary" loading={busy} disabled={!value.trim()} onClick={() => void keep()}>
          检查并采用
        </Button>
        <Button size="small" onClick={() => onKeep("")}>
          恢复条款库原文
        </Button>
        <Button size="small" type="text" onClick={onClose}>
          取消
        </Button>
      </p>
      {fault && <Alert type="error" title={fault} />}
      <Findings findings={findings} onTake={setValue} />
    </>
  );
}
