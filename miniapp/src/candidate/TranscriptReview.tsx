/** What was understood of each recorded answer, to be put right by the one who said it. */

import { Button, Dialog } from "antd-mobile";
import { useState } from "react";
import { post, put } from "../api/client";
import type { OwnTranscript, OwnTranscripts } from "../api/types";
import { Failure, Loading, Note } from "../ui/Notes";
import { useAction } from "../ui/useAction";
import { useRead } from "../ui/useRead";
import { dateTime } from "../wording/time";

const MAX_CHARS = 5000; // hiring/usecases/answering.py

export function TranscriptReview({ interviewId, onChange }: { interviewId: string; onChange: () => Promise<void> }) {
  const { value, error, reload } = useRead<OwnTranscripts>(`/api/interviews/${interviewId}/transcripts`);
  const again = async () => {
    await reload();
    await onChange();
  };
  if (error && !value) return <Failure message={error} onRetry={() => void reload()} />;
  if (!value) return <Loading text="正在读取转写" />;
  if (value.answers.length === 0) return null; // everything was typed
  switch (value.state) {
    case "not_opened":
      return <Offer interviewId={interviewId} onOpened={again} />;
    case "open":
      return <Correcting interviewId={interviewId} transcripts={value} reload={reload} onConfirmed={again} />;
    case "closed":
      return <Note title="转写已确认">{value.answers.some((answer) => answer.corrected) ? "评分采用您更正后的文字，原转写一并保留。" : "您没有改动转写。"}</Note>;
    case "too_late":
      return null;
  }
}

function Offer({ interviewId, onOpened }: { interviewId: string; onOpened: () => Promise<void> }) {
  const open = useAction(async () => {
    await post(`/api/interviews/${interviewId}/transcripts/review`);
    await onOpened();
  });
  return (
    <section className="card">
      <h2>系统听对了吗？</h2>
      <p className="hint">语音识别可能听错。您可以核对每题的转写并更正；评分会等您确认，最长 24 小时。不核对也没关系。</p>
      <Button block color="primary" fill="outline" loading={open.busy} onClick={open.run}>
        核对转写
      </Button>
    </section>
  );
}

interface CorrectingProps {
  interviewId: string;
  transcripts: OwnTranscripts;
  reload: () => Promise<void>;
  onConfirmed: () => Promise<void>;
}

function Correcting({ interviewId, transcripts, reload, onConfirmed }: CorrectingProps) {
  const [unsaved, setUnsaved] = useState<ReadonlySet<string>>(new Set());
  const waiting = transcripts.answers.filter((answer) => answer.original === null).length;
  const confirm = useAction(async () => {
    const content = unsaved.size > 0 ? "还有改动没有保存，确认后不会采用。" : "确认后不能再改。";
    const sure = await Dialog.confirm({ title: "转写已核对？", content, confirmText: "确认", cancelText: "再看看" });
    if (!sure) return;
    await post(`/api/interviews/${interviewId}/transcripts/confirm`);
    await onConfirmed();
  });
  return (
    <>
      <Note tone="accent" title="请核对转写">
        只改听错的字，不要补充新内容；改动较大的会请人对照录音。原转写会一并保留。
        {transcripts.closes_at && ` 请在 ${dateTime(transcripts.closes_at)} 前确认，过时按已保存的内容评分。`}
      </Note>
      {transcripts.answers.map((answer) => (
        <OneTranscript
          key={answer.answer_id}
          answer={answer}
          onSaved={reload}
          onDirty={(dirty) => setUnsaved((before) => withMember(before, answer.answer_id, dirty))}
        />
      ))}
      {waiting > 0 && (
        <p className="hint">
          还有 {waiting} 题正在转写。
          <button type="button" className="text-button" onClick={() => void reload()}>
            刷新
          </button>
        </p>
      )}
      <Button block color="primary" size="large" loading={confirm.busy} onClick={confirm.run}>
        转写无误，确认
      </Button>
    </>
  );
}

function OneTranscript({ answer, onSaved, onDirty }: { answer: OwnTranscript; onSaved: () => Promise<void>; onDirty: (dirty: boolean) => void }) {
  const kept = answer.corrected ?? answer.original ?? "";
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? kept;
  const changed = text.trim() !== kept;
  const write = (next: string) => {
    setDraft(next);
    onDirty(next.trim() !== kept);
  };
  const save = useAction(async () => {
    await put(`/api/answers/${answer.answer_id}/transcript`, { text });
    await onSaved();
    setDraft(null);
    onDirty(false);
  });
  const title = `第 ${answer.index + 1} 题`;
  return (
    <section className="card">
      <h2>{title}</h2>
      <p className="hint">{answer.question}</p>
      {answer.original === null ? (
        <p className="hint">正在转写，稍等片刻。</p>
      ) : (
        <>
          <textarea className="transcript-draft" aria-label={`${title}的转写`} value={text} onChange={(event) => write(event.target.value)} rows={6} maxLength={MAX_CHARS} placeholder="没有听到可以转写的内容" />
          <div className="transcript-actions">
            {answer.corrected !== null && answer.original !== "" && text !== answer.original && (
              <Button size="small" fill="none" onClick={() => write(answer.original ?? "")}>
                恢复原转写
              </Button>
            )}
            <Button size="small" color="primary" fill="outline" disabled={!changed || text.trim() === ""} loading={save.busy} onClick={save.run}>
              {changed ? "保存更正" : answer.corrected === null ? "未改动" : "已保存"}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function withMember(set: ReadonlySet<string>, member: string, inside: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (inside) next.add(member);
  else next.delete(member);
  return next;
}
