/** Invite one or many candidates to one job at one time. */

import { Alert, App, DatePicker, Form, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { BatchResults, CandidateRow, JobRow } from "../api/types";
import { useRead } from "../ui/useRead";
import { fromPicker, toPicker } from "../wording/time";

interface InviteForm {
  candidates: string[];
  job: string;
  manager: string;
  span: [Dayjs, Dayjs];
}

interface InviteModalProps {
  open: boolean;
  onClose: () => void;
  onInvited: () => Promise<void>;
}

const BATCH_MOST = 200; // of one request, see the API's BatchBody
const DEFAULT_DAYS_OPEN = 3;

export function InviteModal({ open, onClose, onInvited }: InviteModalProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<InviteForm>();
  const candidates = useRead<{ candidates: CandidateRow[] }>(open ? "/api/candidates" : null);
  const jobs = useRead<{ jobs: JobRow[] }>(open ? "/api/jobs" : null);
  const [faults, setFaults] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const jobId = Form.useWatch("job", form);
  const job = jobs.value?.jobs.find((each) => each.id === jobId);
  const people = candidates.value?.candidates ?? [];

  const invite = async (values: InviteForm) => {
    setBusy(true);
    try {
      const failed = await inviteAll(values, people);
      setFaults(failed);
      const done = values.candidates.length - failed.length;
      if (done > 0) void message.success(`已邀请 ${done} 人`);
      await onInvited();
      if (failed.length === 0) close();
    } catch (error) {
      setFaults([messageOf(error)]);
    }
    setBusy(false);
  };
  const close = () => {
    setFaults([]);
    form.resetFields();
    onClose();
  };
  return (
    <Modal title="邀请面试" open={open} onCancel={close} onOk={() => form.submit()} okText="发出邀请" cancelText="取消" confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={(values) => void invite(values)} initialValues={{ span: defaultSpan() }}>
        <Form.Item name="candidates" label="候选人（可多选）" rules={[{ required: true, message: "请选择候选人" }]}>
          <Select
            mode="multiple"
            maxCount={BATCH_MOST}
            showSearch={{ optionFilterProp: "label" }}
            placeholder="选择候选人"
            options={people.map((person) => ({ value: person.id, label: `${person.name} ${person.phone_masked}`.trim() }))}
          />
        </Form.Item>
        <Form.Item name="job" label="岗位" rules={[{ required: true, message: "请选择岗位" }]}>
          <Select
            placeholder="选择岗位"
            onChange={() => form.setFieldValue("manager", undefined)}
            options={jobs.value?.jobs.filter((each) => each.open).map((each) => ({ value: each.id, label: `${each.title}（${each.question_count} 题，约 ${each.duration_min} 分钟）` }))}
          />
        </Form.Item>
        <Form.Item name="manager" label="用人经理（阅读报告并决定）" rules={[{ required: true, message: "请选择用人经理" }]}>
          <Select placeholder={job ? "选择用人经理" : "先选择岗位"} disabled={!job} options={job?.managers.map((person) => ({ value: person.id, label: person.name }))} />
        </Form.Item>
        <Form.Item name="span" label="约定时间 – 最晚完成（北京时间）" rules={[{ required: true, message: "请选择时间" }]}>
          <DatePicker.RangePicker showTime={{ format: "HH:mm", minuteStep: 5 }} format="MM-DD HH:mm" style={{ width: "100%" }} minDate={dayjs(toPicker(new Date()))} />
        </Form.Item>
      </Form>
      {faults.length > 0 && <Alert type="error" title="部分邀请没有发出" description={<ul className="plain">{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul>} />}
    </Modal>
  );
}

/** The Chinese reason of each invitation that failed. */
async function inviteAll(values: InviteForm, people: CandidateRow[]): Promise<string[]> {
  const [starts, closes] = values.span;
  const invitations = values.candidates.map((candidate_id) => ({
    candidate_id,
    job_id: values.job,
    manager_id: values.manager,
    starts_at: fromPicker(starts.toDate()),
    closes_at: fromPicker(closes.toDate()),
  }));
  const { results } = await post<BatchResults>("/api/interviews/batch", { invitations });
  return results.flatMap((result, index) => {
    const name = people.find((person) => person.id === values.candidates[index])?.name ?? "";
    return result.error ? [`${name}：${result.error.message}`] : [];
  });
}

function defaultSpan(): [Dayjs, Dayjs] {
  const start = dayjs(toPicker(new Date())).add(2, "hour").startOf("hour");
  return [start, start.add(DEFAULT_DAYS_OPEN, "day").hour(22).minute(0)];
}
