/** A named person's decision on those picked, with a reason; for an interview with its manager and times. */

import { Alert, App as AntApp, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { messageOf, post } from "../../api/client";
import type { JobRow, ScreeningResults, ScreeningRow } from "../../api/types";
import { fromPicker, toPicker } from "../../wording/time";

export type Decision = "interview" | "hold";

interface DecideProps {
  job: JobRow;
  how: Decision;
  picked: string[];
  rows: readonly ScreeningRow[];
  onClose: () => void;
  onDecided: () => Promise<void>;
}

interface DecideForm {
  reason: string;
  manager?: string;
  span?: [Dayjs, Dayjs];
}

export function DecideModal({ job, how, picked, rows, onClose, onDecided }: DecideProps) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<DecideForm>();
  const [faults, setFaults] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const flagged = rows.filter((row) => picked.includes(row.candidate_id) && row.flags.length > 0);
  const decide = async ({ reason, manager, span }: DecideForm) => {
    setBusy(true);
    try {
      const times = span && { manager_id: manager, starts_at: fromPicker(span[0].toDate()), closes_at: fromPicker(span[1].toDate()) };
      const body = { candidate_ids: picked, outcome: how, reason, ...times };
      const { results } = await post<ScreeningResults>(`/api/jobs/${job.id}/screening`, body);
      const failed = results.flatMap((one) => (one.error ? [`${rows.find((row) => row.candidate_id === one.candidate_id)?.name ?? ""}：${one.error.message}`] : []));
      setFaults(failed);
      if (failed.length < results.length) void message.success(`已决定 ${results.length - failed.length} 人`);
      await onDecided();
      if (failed.length === 0) onClose();
    } catch (error) {
      setFaults([messageOf(error)]);
    }
    setBusy(false);
  };
  const start = dayjs(toPicker(new Date())).add(2, "hour").startOf("hour");
  return (
    <Modal title={how === "interview" ? `邀请 ${picked.length} 人进入面试` : `暂不推进 ${picked.length} 人`} open onCancel={onClose} onOk={() => form.submit()} okText={how === "interview" ? "发出邀请" : "暂不推进"} cancelText="取消" confirmLoading={busy}>
      {flagged.length > 0 && <Alert type="warning" className="dialog-note" title={`其中 ${flagged.map((row) => row.name).join("、")} 的简历有需要人工查看的标记，请先看过。`} />}
      <Form form={form} layout="vertical" onFinish={(values) => void decide(values)} initialValues={{ manager: job.managers[0]?.id, span: [start, start.add(3, "day").hour(22).minute(0)] }}>
        <Form.Item name="reason" label="理由" extra="与您的姓名一起记入筛选记录" rules={[{ required: true, whitespace: true, min: 2, message: "请写明理由（至少 2 个字）" }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        {how === "interview" && (
          <>
            <Form.Item name="manager" label="用人经理" rules={[{ required: true, message: "请选择用人经理" }]}>
              <Select options={job.managers.map((person) => ({ value: person.id, label: person.name }))} />
            </Form.Item>
            <Form.Item name="span" label="约定时间 – 最晚完成（北京时间）" rules={[{ required: true, message: "请选择时间" }]}>
              <DatePicker.RangePicker showTime={{ format: "HH:mm", minuteStep: 5 }} format="MM-DD HH:mm" className="full" minDate={dayjs(toPicker(new Date()))} />
            </Form.Item>
          </>
        )}
      </Form>
      {faults.length > 0 && (
        <Alert
          type="error"
          title="部分没有完成"
          description={
            <ul className="plain">
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          }
        />
      )}
    </Modal>
  );
}
