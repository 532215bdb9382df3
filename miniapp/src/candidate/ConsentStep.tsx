/** Notice and consents: each on its own, nothing ticked beforehand, refusing changes only how one answers. */

import { Button, Checkbox } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { put } from "../api/client";
import type { ConsentKind, ConsentText, ConsentTexts } from "../api/types";
import { Failure, Loading, Note } from "../ui/Notes";
import { Markdown } from "../ui/markdown";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { useRead } from "../ui/useRead";
import { toggled } from "./consentTicks";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";

const TICK_LABELS: Record<ConsentKind, string> = {
  notice: "我已阅读并了解以上告知",
  recording: "我同意录制我的视频 / 语音回答",
  face: "我同意单独处理我的面部画面",
  voice: "我同意单独处理我的声音特征",
};

export function ConsentStep({ invitation, reload, footer }: StepProps & { footer: ReactNode }) {
  const { value, error, reload: again } = useRead<ConsentTexts>("/api/consent-texts");
  const [ticked, setTicked] = useState<ReadonlySet<ConsentKind>>(new Set());
  const agree = useAction(async () => {
    await put(`/api/interviews/${invitation.id}/consents`, { kinds: [...ticked], text_version: value?.version });
    await reload();
  });
  const textOnly = !ticked.has("recording");
  return (
    <Screen
      footer={footer}
      actions={
        <>
          {ticked.has("notice") && textOnly && <p className="action-note">未同意录制，将以文字作答，其余不变。</p>}
          <Button block color="primary" size="large" disabled={!ticked.has("notice")} loading={agree.busy} onClick={agree.run}>
            {ticked.has("notice") ? "继续" : "请先阅读告知并勾选"}
          </Button>
        </>
      }
    >
      <FlowSteps now={1} />
      <h1>告知与同意</h1>
      <p className="lead">下面每一项都可以单独选择。除告知外，都可以不同意，随时可以撤回。</p>
      {error && <Failure message={error} onRetry={() => void again()} />}
      {!value && !error && <Loading />}
      {value?.texts.map((text) => (
        <ConsentCard key={text.kind} text={text} ticked={ticked} onTick={(on) => setTicked(toggled(ticked, text.kind, on))} />
      ))}
      {value && <p className="hint">文本版本 {value.version}</p>}
    </Screen>
  );
}

interface ConsentCardProps {
  text: ConsentText;
  ticked: ReadonlySet<ConsentKind>;
  onTick: (on: boolean) => void;
}

function ConsentCard({ text, ticked, onTick }: ConsentCardProps) {
  const separate = text.kind === "face" || text.kind === "voice";
  const groundless = separate && !ticked.has("recording");
  return (
    <section className="card consent">
      <div className="consent-head">
        <h2>{text.title}</h2>
        <span className="chip">{text.required ? "必读" : "可选"}</span>
      </div>
      <Markdown text={text.body_markdown} />
      {separate && <Note tone="accent">不同意不影响应聘，也不影响评分。</Note>}
      <div className="consent-tick">
        <Checkbox checked={ticked.has(text.kind)} disabled={groundless} onChange={onTick}>
          {TICK_LABELS[text.kind]}
          {groundless && <span className="hint">（先同意录制才可选择）</span>}
        </Checkbox>
      </div>
    </section>
  );
}
