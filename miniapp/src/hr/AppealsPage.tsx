/** Candidates who ask for a human review: each is answered by somebody else than who decided, with a reason. */

import { App, Button, Empty, Form, Input, Modal, Radio, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { messageOf, post } from "../api/client";
import type { AppealRow } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import type { Read } from "../ui/useRead";
import { dateTime } from "../wording/time";

const OUTCOMES = [
  { value: "upheld", label: "维持原决定" },
  { value: "new_round", label: "安排人工复试" },
];

export function AppealsPage({ appeals }: { appeals: Read<{ appeals: AppealRow[] }> }) {
  const { value, error, reload } = appeals;
  const [answering, setAnswering] = useState<AppealRow | null>(null);
  return (
    <>
      <div className="desk-head">
        <h1>复核申请</h1>
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.appeals.length === 0 && <Empty description="没有复核申请" />}
      <div className="tiles tiles-wide">
        {value?.appeals.map((appeal) => (
          <section className="tile" key={appeal.interview_id}>
            <div className="row-card-head">
              <strong>
                {appeal.candidate_name} · {appeal.job_title}
              </strong>
              <Tag color={appeal.outcome ? "default" : "orange"}>{OUTCOMES.find((one) => one.value === appeal.outcome)?.label ?? "待答复"}</Tag>
            </div>
            <p className="dim">
              {dateTime(appeal.requested_at)} 申请 · 原决定：{appeal.state === "approved" ? "通过" : "不通过"}（{appeal.decided_by_name}）
            </p>
            <p className="tile-text">“{appeal.reason}”</p>
            {appeal.reply && <p className="dim">答复：{appeal.reply}</p>}
            <Space>
              <Link href={`/m/${appeal.interview_id}`}>查看报告</Link>
              {!appeal.outcome && (
                <Button type="primary" onClick={() => setAnswering(appeal)}>
                  答复
                </Button>
              )}
            </Space>
          </section>
        ))}
      </div>
      {answering && <AnswerModal appeal={answering} onClose={() => setAnswering(null)} onAnswered={reload} />}
    </>
  );
}

interface AnswerModalProps {
  appeal: AppealRow;
  onClose: () => void;
  onAnswered: () => Promise<void>;
}

function AnswerModal({ appeal, onClose, onAnswered }: AnswerModalProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<{ outcome: string; reply: string }>();
  const answer = async (given: { outcome: string; reply: string }) => {
    try {
      await post(`/api/interviews/${appeal.interview_id}/appeal/answer`, given);
      void message.success("已答复，候选人和用人经理会收到通知");
      onClose();
    } catch (error) {
      void message.error(messageOf(error));
    }
    await onAnswered();
  };
  return (
    <Modal open title={`答复复核申请：${appeal.candidate_name}`} okText="答复" onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={(given) => void answer(given)}>
        <Form.Item name="outcome" label="复核结果" rules={[{ required: true, message: "请选择复核结果" }]}>
          <Radio.Group options={OUTCOMES} />
        </Form.Item>
        <Form.Item name="reply" label="理由（候选人会看到）" rules={[{ required: true, min: 2, message: "请写明理由" }]}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
