/** Bring outcomes in, and see how much of them is linked to an interview. */

import { Alert, Button } from "antd";
import { useRef, useState } from "react";
import { download, messageOf, post, sendFile } from "../../api/client";
import type { OutcomeCounts, OutcomeKind, Recorded } from "../../api/types";
import { shortTime } from "../../wording/time";

const KIND_NAMES: Record<OutcomeKind, string> = { review: "绩效", probation: "试用期", entry: "入职", exit: "离职", grouping: "分组" };
const FAULTS_SHOWN = 50;

export function ImportPanel({ counts, onImported }: { counts: OutcomeCounts | null; onImported: () => Promise<void> }) {
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<"sheet" | "sync" | "template" | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const run = async (what: "sheet" | "sync" | "template", work: () => Promise<Recorded | null>) => {
    setBusy(what);
    setFault(null);
    setRecorded(null);
    try {
      const done = await work();
      setRecorded(done);
      if (done) await onImported();
    } catch (error) {
      setFault(messageOf(error));
    }
    setBusy(null);
  };
  const importFile = (file: File | undefined) => {
    if (file) void run("sheet", () => sendFile<Recorded>("/api/outcomes/sheet", file));
    if (picker.current) picker.current.value = "";
  };
  const template = async () => {
    await download("/api/outcomes/template", "结果回流模板.xlsx");
    return null;
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>导入与关联</h2>
        <span className="panel-actions">
          <Button loading={busy === "template"} onClick={() => void run("template", template)}>
            下载模板
          </Button>
          <Button loading={busy === "sync"} onClick={() => void run("sync", () => post<Recorded>("/api/outcomes/sync"))}>
            从钉钉智能人事同步
          </Button>
          <Button type="primary" loading={busy === "sheet"} onClick={() => picker.current?.click()}>
            导入 Excel / CSV
          </Button>
        </span>
        <input ref={picker} type="file" hidden accept=".xlsx,.csv" aria-label="结果文件" onChange={(event) => importFile(event.target.files?.[0])} />
      </div>
      {counts && <Counts counts={counts} />}
      <p className="dim">同一人、同一类型、同一周期再次导入：内容相同则不变，不同则作为更正，原记录保留。智能人事只提供入职和离职日期，绩效与试用期结果请用模板导入。</p>
      {fault && <Alert type="error" title={fault} />}
      {recorded && <Done recorded={recorded} />}
    </section>
  );
}

function Counts({ counts }: { counts: OutcomeCounts }) {
  if (counts.kinds.length === 0) return <p>还没有导入任何结果。</p>;
  return (
    <div className="counts">
      {counts.kinds.map((kind) => (
        <div key={kind.kind}>
          <strong>{kind.facts}</strong>
          <span>{KIND_NAMES[kind.kind]}</span>
          <small>
            {kind.people} 人 · 已关联面试 {kind.linked} · 更正 {kind.corrections}
            <br />
            最近 {shortTime(kind.last_at)}
          </small>
        </div>
      ))}
    </div>
  );
}

function Done({ recorded }: { recorded: Recorded }) {
  const { faults } = recorded;
  return (
    <Alert
      type={faults.length > 0 ? "warning" : "success"}
      title={`新增 ${recorded.added} 条，更正 ${recorded.corrected} 条，无变化 ${recorded.unchanged} 条，未导入 ${faults.length} 条`}
      description={
        <>
          {recorded.unlinked > 0 && <p>其中 {recorded.unlinked} 条的候选人还没有面试报告，待有报告后再次导入即可关联。</p>}
          {recorded.strangers > 0 && <p>名册中另有 {recorded.strangers} 条属于未在本系统应聘过的人，没有保存。</p>}
          {faults.length > 0 && (
            <ul className="fault-list">
              {faults.slice(0, FAULTS_SHOWN).map((each) => (
                <li key={each.line}>
                  第 {each.line} 行：{each.message}
                </li>
              ))}
              {faults.length > FAULTS_SHOWN && <li>另有 {faults.length - FAULTS_SHOWN} 行，改正以上各行后再次导入可见</li>}
            </ul>
          )}
        </>
      }
    />
  );
}
