/** Text from outside: a clause, a whole contract (pasted or a file), interview questions, a job advertisement. Nothing is kept for long. */

import { Alert, Button, Input, Tabs } from "antd";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { QuestionLint, TextLint } from "../api/types";
import { FileDrop, FileStanding } from "./FileDrop";
import { TextFindings } from "./TextFindings";
import { useFileCheck } from "./useFileCheck";

export function LintPage() {
  return (
    <>
      <div className="desk-head">
        <h1>文本检查</h1>
      </div>
      <Tabs
        items={[
          { key: "contract", label: "合同条款", children: <ContractText /> },
          { key: "questions", label: "面试提问与招聘启事", children: <Questions /> },
        ]}
      />
    </>
  );
}

function ContractText() {
  const pasted = useLint<TextLint>("/api/lint/text", (text) => ({ text }));
  const checking = useFileCheck();
  const file = checking.check;
  const result = file ? file.read?.report : pasted.result;
  const checkPasted = () => {
    checking.drop();
    void pasted.check();
  };
  return (
    <div className="lint">
      <div className="lint-sources">
        <div className="lint">
          <Input.TextArea rows={10} maxLength={60000} value={pasted.text} aria-label="合同文字" placeholder="粘贴一条或整份合同（文字），不会保存" onChange={(event) => pasted.setText(event.target.value)} />
          <Button type="primary" loading={pasted.busy} disabled={!pasted.text.trim()} onClick={checkPasted}>
            检查
          </Button>
        </div>
        <FileDrop checking={checking} />
      </div>
      {file && <FileStanding check={file} />}
      {!file && pasted.fault && <Alert type="error" title={pasted.fault} />}
      {result && <TextFindings result={result} />}
    </div>
  );
}

function Questions() {
  const { text, setText, result, fault, busy, check } = useLint<QuestionLint>("/api/lint/questions", (text) => ({ lines: text.split("\n").filter((line) => line.trim()) }));
  return (
    <div className="lint">
      <Input.TextArea rows={8} maxLength={20000} value={text} aria-label="提问或启事" placeholder="一行一句" onChange={(event) => setText(event.target.value)} />
      <Button type="primary" loading={busy} disabled={!text.trim()} onClick={() => void check()}>
        检查
      </Button>
      {fault && <Alert type="error" title={fault} />}
      {result && <QuestionFindings result={result} />}
    </div>
  );
}

export function QuestionFindings({ result }: { result: QuestionLint }) {
  const bad = result.lines.filter((line) => line.forbidden);
  return (
    <>
      {bad.length === 0 && <Alert type="success" title="没有发现不宜提问或限制的内容" />}
      {bad.map((line) => (
        <section key={line.text} className="finding finding-block">
          <p>{line.text}</p>
          <p>
            涉及{line.subject}：“{line.span}”
          </p>
          <p className="dim">依据：{line.law}</p>
        </section>
      ))}
      <p className="dim">{result.disclaimer}</p>
    </>
  );
}

function useLint<T>(address: string, bodyOf: (text: string) => unknown) {
  const [text, setText] = useState("");
  const [result, setResult] = useState<T | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setFault(null);
    try {
      setResult(await post<T>(address, bodyOf(text)));
    } catch (failure) {
      setResult(null);
      setFault(messageOf(failure));
    }
    setBusy(false);
  };
  return { text, setText, result, fault, busy, check };
}
