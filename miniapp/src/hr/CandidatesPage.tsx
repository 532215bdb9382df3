/** The candidates, with masked contacts, and adding one. */

import { Alert, Button, Empty, Form, Input, Modal, Tag } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { messageOf, post } from "../api/client";
import type { CandidateRow } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";

export function CandidatesPage() {
  const { value, error, reload } = useRead<{ candidates: CandidateRow[] }>("/api/candidates");
  const [adding, setAdding] = useState(false);
  const [name, setName] = useState("");
  const shown = value?.candidates.filter((person) => person.name.includes(name.trim())) ?? [];
  return (
    <>
      <div className="desk-head">
        <h1>候选人</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          添加候选人
        </Button>
      </div>
      <div className="filters">
        <Input.Search allowClear placeholder="按姓名查找" aria-label="按姓名查找" onChange={(event) => setName(event.target.value)} />
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value && shown.length === 0 && <Empty description="没有候选人" />}
      <div className="tiles">
        {shown.map((person) => (
          <CandidateTile key={person.id} person={person} />
        ))}
      </div>
      <AddCandidateModal open={adding} onClose={() => setAdding(false)} onAdded={reload} />
    </>
  );
}

function CandidateTile({ person }: { person: CandidateRow }) {
  return (
    <section className="tile">
      <div className="row-card-head">
        <strong>
          <Link href={`/hr/people/${person.id}`}>{person.name}</Link>
        </strong>
        <Tag color={person.in_dingtalk ? "cyan" : undefined}>{person.in_dingtalk ? "钉钉" : "专属链接"}</Tag>
      </div>
      <p className="dim">{[person.phone_masked, person.email_masked].filter(Boolean).join(" · ") || "没有联系方式"}</p>
      {person.interviews.length === 0 && <p className="dim">还没有面试</p>}
      {person.interviews.map((interview) => (
        <Link key={interview.id} href={`/hr/interviews/${interview.id}`} className="tile-line">
          <span>{interview.job_title}</span>
          <span>{interview.state_name} →</span>
        </Link>
      ))}
    </section>
  );
}

interface CandidateForm {
  name: string;
  phone?: string;
  email?: string;
  dingtalk_user_id?: string;
}

function AddCandidateModal({ open, onClose, onAdded }: { open: boolean; onClose: () => void; onAdded: () => Promise<void> }) {
  const [form] = Form.useForm<CandidateForm>();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async (values: CandidateForm) => {
    setBusy(true);
    setFault(null);
    try {
      await post("/api/candidates", { name: values.name, phone: values.phone ?? "", email: values.email ?? "", dingtalk_user_id: values.dingtalk_user_id || null });
      form.resetFields();
      onClose();
      await onAdded();
    } catch (error) {
      setFault(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <Modal title="添加候选人" open={open} onCancel={onClose} onOk={() => form.submit()} okText="添加" cancelText="取消" confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={(values) => void add(values)}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: "请填写姓名" }]}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label="手机" rules={[{ pattern: /^\+?[0-9][0-9 -]{4,24}$/, message: "请填写有效的号码" }]}>
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="email" label="邮箱" rules={[{ type: "email", message: "请填写有效的邮箱" }]}>
          <Input inputMode="email" />
        </Form.Item>
        <Form.Item name="dingtalk_user_id" label="钉钉 userId" extra="不在本企业钉钉里的候选人留空，邀请后复制专属链接发给对方。">
          <Input />
        </Form.Item>
      </Form>
      {fault && <Alert type="error" title={fault} />}
    </Modal>
  );
}
