/** Up to three times the candidate would rather have. */

import { Button, DatePicker, Popup, Toast } from "antd-mobile";
import { useState } from "react";
import { post } from "../api/client";
import type { Invitation } from "../api/types";
import { LongText } from "../ui/LongText";
import { Note } from "../ui/Notes";
import { useAction } from "../ui/useAction";
import { dateTime, fromPicker, toPicker } from "../wording/time";
import { nextStep, STEP_MIN } from "./timeSteps";

const MOST_TIMES = 3;
const NOTE_LONGEST = 200;
const EARLIEST_AHEAD_MS = 30 * 60 * 1000;
const LATEST_AHEAD_MS = 30 * 24 * 3600 * 1000;

interface ReschedulePopupProps {
  interview: Invitation;
  visible: boolean;
  onClose: () => void;
  onSent: () => Promise<void>;
}

export function ReschedulePopup({ interview, visible, onClose, onSent }: ReschedulePopupProps) {
  const [times, setTimes] = useState<string[]>([]);
  const [note, setNote] = useState("");
  const [picking, setPicking] = useState(false);
  const send = useAction(async () => {
    await post(`/api/interviews/${interview.id}/reschedule`, { proposed_times: times, note });
    onClose();
    setTimes([]);
    await onSent();
    Toast.show({ icon: "success", content: "已发给 HR" });
  });
  return (
    <Popup visible={visible} onMaskClick={onClose} onClose={onClose} bodyClassName="sheet" showCloseButton>
      <h2>申请改期</h2>
      <p className="hint">现在的时间：{dateTime(interview.starts_at)}。请给出 1–3 个方便的时间，按意愿排序。</p>
      <TimeList times={times} onRemove={(time) => setTimes(times.filter((kept) => kept !== time))} />
      {times.length < MOST_TIMES && (
        <Button block fill="outline" color="primary" onClick={() => setPicking(true)}>
          {times.length === 0 ? "选择时间" : "再加一个时间"}
        </Button>
      )}
      <LongText label="想对 HR 说的话" value={note} onChange={setNote} maxLength={NOTE_LONGEST} rows={2} placeholder="想对 HR 说的话（可不填）" />
      <Button block color="primary" size="large" disabled={times.length === 0} loading={send.busy} onClick={send.run}>
        发送申请
      </Button>
      <Note>HR 同意前，原时间仍然有效。</Note>
      <TimePicker visible={picking} onClose={() => setPicking(false)} onPick={(time) => setTimes(withTime(times, time))} />
    </Popup>
  );
}

function withTime(times: string[], time: string): string[] {
  return times.includes(time) ? times : [...times, time].slice(0, MOST_TIMES);
}

function TimeList({ times, onRemove }: { times: string[]; onRemove: (time: string) => void }) {
  return (
    <ol className="time-list">
      {times.map((time) => (
        <li key={time}>
          <span>{dateTime(time)}</span>
          <Button size="small" fill="none" aria-label={`去掉 ${dateTime(time)}`} onClick={() => onRemove(time)}>
            去掉
          </Button>
        </li>
      ))}
    </ol>
  );
}

function TimePicker({ visible, onClose, onPick }: { visible: boolean; onClose: () => void; onPick: (time: string) => void }) {
  const now = Date.now();
  return (
    <DatePicker
      title="选择时间（北京时间）"
      visible={visible}
      precision="minute"
      min={toPicker(nextStep(now + EARLIEST_AHEAD_MS))}
      max={toPicker(new Date(now + LATEST_AHEAD_MS))}
      filter={{ minute: (minute) => minute % STEP_MIN === 0 }}
      onClose={onClose}
      onConfirm={(picked) => onPick(fromPicker(picked))}
    />
  );
}
