/** One answer to rate: question, anchors, transcript, and five levels to choose from. */

import { App, Button, Input, Radio, Select, Space } from "antd";
import { useState } from "react";
import { get, messageOf, post } from "../api/client";
import type { Obstacle, RatingSheet } from "../api/types";

const LEVELS = [1, 2, 3, 4, 5];
const BETWEEN: Record<number, string> = { 2: "介于 1 与 3 之间", 4: "介于 3 与 5 之间" };

interface SheetFormProps {
  sheet: RatingSheet;
  obstacles: Record<string, string>;
  onGiven: () => void;
}

export function SheetForm({ sheet, obstacles, onGiven }: SheetFormProps) {
  const { message } = App.useApp();
  const [level, setLevel] = useState<number | null>(sheet.own?.level ?? null);
  const [obstacle, setObstacle] = useState<Obstacle | null>(sheet.own?.obstacle ?? null);
  const [note, setNote] = useState(sheet.own?.note ?? "");
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      const given = await post<{ blind: boolean }>(`/api/answers/${sheet.answer_id}/ratings`, { level, obstacle, note, corrects: sheet.own?.id ?? null });
      void (given.blind ? message.success("已记下") : message.warning("已记下；您看过这场面试的系统评分，这条不计入统计"));
      onGiven();
    } catch (error) {
      void message.error(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <section className="rating-sheet">
      <p className="dim">{sheet.dimension}</p>
      <h2>{sheet.question}</h2>
      <blockquote className="sheet-said">{sheet.transcript}</blockquote>
      {sheet.may_play && <Recording key={sheet.answer_id} answerId={sheet.answer_id} />}
      <h3>对照行为锚点，这个回答是第几级？</h3>
      <Radio.Group
        className="sheet-levels"
        value={level}
        onChange={(event) => {
          setLevel(event.target.value as number);
          setObstacle(null);
        }}
      >
        {LEVELS.map((one) => (
          <Radio key={one} value={one} className="sheet-level">
            <b>{one} 级</b> <span className={sheet.anchors[one] ? "" : "dim"}>{sheet.anchors[one] ?? BETWEEN[one]}</span>
          </Radio>
        ))}
      </Radio.Group>
      <Space wrap className="sheet-other">
        <Select
          allowClear
          placeholder="无法判断？请选原因"
          value={obstacle}
          className="sheet-obstacle"
          options={Object.entries(obstacles).map(([value, label]) => ({ value: value as Obstacle, label }))}
          onChange={(value: Obstacle | undefined) => {
            setObstacle(value ?? null);
            if (value) setLevel(null);
          }}
        />
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 3 }} className="sheet-note" maxLength={500} placeholder="备注（可不填，加密保存）" value={note} onChange={(event) => setNote(event.target.value)} />
      </Space>
      <Button type="primary" size="large" disabled={level === null && obstacle === null} loading={busy} onClick={() => void send()}>
        {sheet.own ? "更正（原评分保留）" : "提交，看下一个"}
      </Button>
    </section>
  );
}

/** Fetched on request only: playing it shows and sounds who is speaking. */
function Recording({ answerId }: { answerId: string }) {
  const { message } = App.useApp();
  const [media, setMedia] = useState<{ url: string; mime_type: string } | null>(null);
  const open = async () => {
    try {
      setMedia(await get<{ url: string; mime_type: string }>(`/api/answers/${answerId}/recording`));
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  if (!media) {
    return (
      <Button className="sheet-play" onClick={() => void open()}>
        播放录音录像（会听到、看到候选人）
      </Button>
    );
  }
  return media.mime_type.startsWith("audio") ? <audio controls src={media.url} className="full" /> : <video controls src={media.url} className="sheet-video" playsInline />;
}
