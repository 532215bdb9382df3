/** Candidates' wishes for another time: accept one, offer others, or refuse with a word. */

import { App, Button, DatePicker, Empty, Form, Input, Modal, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { RescheduleRow } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { dateTime, fromPicker, toPicker } from "../wording/time";
import type { DeskData } from "./Workbench";

export function ReschedulesPage({ desk }: { desk: DeskData }) {
  const { value, error, reload } = desk.reschedules;
  const changed = async () => {
    await reload();
    await desk.interviews.reload();
  };
  return (
    <>
      <div className="desk-head">
        <h1>改期申请</h1>
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.reschedules.length === 0 && <Empty description="没有待处理的改期申请" />}
      <div className="tiles tiles-wide">
        {value?.reschedules.map((wish) => (
          <Wish key={wish.id} wish={wish} onChanged={changed} />
        ))}
      </div>
    </>
  );
}

type Answering = "offer" | "refuse";

function Wish({ wish, onChanged }: { wish: RescheduleRow; onChanged: () => Promise<void> }) {
  const { message } = App.useApp();
  const [answering, setAnswering] = useState<Answering | null>(null);
  const send = async (path: string, body: unknown) => {
    try {
      await post(`/api/reschedules/${wish.id}/${path}`, body);
      void message.success("已答复，双方都会收到通知");
    } catch (error) {
      void message.error(messageOf(error));
    }
    setAnswering(null);
    await onChanged();
  };
  return (
    <section className="tile">
      <div className="row-card-head">
        <strong>
          {wish.candidate_name} · {wish.job_title}
        </strong>
      </div>
      <p className="dim">原定 {dateTime(wish.starts_at)}</p>
      {wish.note && <p className="tile-text">“{wish.note}”</p>}
      <Space orientation="vertical" className="full">
        {wish.proposed_times.map((time, choice) => (
          <Button key={time} block type={choice === 0 ? "primary" : "default"} onClick={() => void send("accept", { choice })}>
            同意 {dateTime(time)}
          </Button>
        ))}
      </Space>
      <Space className="tile-actions">
        <Button type="link" onClick={() => setAnswering("offer")}>
          提议其他时间
        </Button>
        <Button type="link" onClick={() => setAnswering("refuse")}>
          不同意
        </Button>
      </Space>
      <AnswerModal answering={answering} onClose={() => setAnswering(null)} onSend={send} />
    </section>
  );
}

interface AnswerForm {
  first: Dayjs;
  second?: Dayjs;
  third?: Dayjs;
  reply?: string;
}

function AnswerModal({ answering, onClose, onSend }: { answering: Answering | null; onClose: () => void; onSend: (path: string, body: unknown) => Promise<void> }) {
  const [form] = Form.useForm<AnswerForm>();
  const offering = answering === "offer";
  const finish = (values: AnswerForm) => {
    const times = [values.first, values.second, values.third].filter((time) => time !== undefined && time !== null).map((time) => fromPicker(time.toDate()));
    return onSend(offering ? "offer" : "refuse", offering ? { times, reply: values.reply ?? "" } : { reply: values.reply });
  };
  const picker = <DatePicker showTime={{ format: "HH:mm", minuteStep: 15 }} format="MM-DD HH:mm" minDate={dayjs(toPicker(new Date()))} style={{ width: "100%" }} />;
  return (
    <Modal title={offering ? "提议其他时间（北京时间）" : "不同意改期"} open={answering !== null} onCancel={onClose} onOk={() => form.submit()} okText="发送" cancelText="取消" destroyOnHidden>
      <Form form={form} layout="vertical" preserve={false} onFinish={(values) => void finish(values)}>
        {offering && (
          <>
            <Form.Item name="first" label="时间一" rules={[{ required: true, message: "至少给一个时间" }]}>
              {picker}
            </Form.Item>
            <Form.Item name="second" label="时间二">
              {picker}
            </Form.Item>
            <Form.Item name="third" label="时间三">
              {picker}
            </Form.Item>
          </>
        )}
        <Form.Item name="reply" label={offering ? "给候选人的话" : "给候选人的话（必填）"} rules={offering ? [] : [{ required: true, whitespace: true, message: "请说明原因" }]}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
