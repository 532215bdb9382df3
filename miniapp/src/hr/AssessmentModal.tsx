/** Enters a written test's score or a background check's result; what was entered before stays on record. */

import { App as AntApp, DatePicker, Form, Input, InputNumber, Modal, Radio, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { RankedRow } from "../api/types";

interface Entered {
  score?: number;
  verdict?: string;
  note?: string;
  source?: string;
  taken_on: Dayjs;
}

type Kind = "written" | "background";

interface AssessmentModalProps {
  jobId: string;
  row: RankedRow;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

export function AssessmentModal({ jobId, row, onClose, onSaved }: AssessmentModalProps) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Entered>();
  const [kind, setKind] = useState<Kind>("written");
  const [busy, setBusy] = useState(false);
  const verdict = Form.useWatch("verdict", form);
  const save = async (entered: Entered) => {
    setBusy(true);
    try {
      await post(`/api/jobs/${jobId}/assessments`, {
        candidate_id: row.candidate_id,
        score: kind === "written" ? entered.score : null,
        verdict: kind === "background" ? entered.verdict : null,
        note: entered.note ?? "",
        source: entered.source ?? "",
        taken_on: entered.taken_on.format("YYYY-MM-DD"),
      });
      await onSaved();
      onClose();
    } catch (error) {
      void message.error(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <Modal open title={`录入结果：${row.candidate_name}`} okText="保存" confirmLoading={busy} onCancel={onClose} onOk={() => form.submit()}>
      <Segmented
        block
        value={kind}
        onChange={(chosen) => setKind(chosen as Kind)}
        options={[
          { value: "written", label: "笔试" },
          { value: "background", label: "背景调查" },
        ]}
      />
      <Form form={form} layout="vertical" onFinish={(entered) => void save(entered)} initialValues={{ taken_on: dayjs() }} className="assessment-form">
        {kind === "written" ? (
          <Form.Item name="score" label="成绩（0–100）" rules={[{ required: true, message: "请填写成绩" }]}>
            <InputNumber min={0} max={100} />
          </Form.Item>
        ) : (
          <Form.Item name="verdict" label="结果" rules={[{ required: true, message: "请选择结果" }]}>
            <Radio.Group
              options={[
                { value: "passed", label: "通过" },
                { value: "doubtful", label: "存疑" },
                { value: "failed", label: "未通过" },
              ]}
            />
          </Form.Item>
        )}
        <Form.Item
          name="note"
          label="备注"
          rules={[{ required: kind === "background" && verdict !== undefined && verdict !== "passed", message: "请写明情况" }]}
        >
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="source" label="来源">
          <Input maxLength={200} placeholder="例如：机考系统、前雇主人事部" />
        </Form.Item>
        <Form.Item name="taken_on" label="日期" rules={[{ required: true, message: "请选择日期" }]}>
          <DatePicker disabledDate={(day) => day.isAfter(dayjs(), "day")} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
