/** The jobs: opened from a template of the question bank, with their questions and weights. */

import { Alert, Button, Checkbox, Drawer, Empty, Form, Grid, Input, Modal, Select, Tag } from "antd";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { JobDetail, JobRow, Person, QuestionLint, QuestionTemplate } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { Link } from "wouter";
import { useRole } from "../session/session";
import { ClauseThresholds } from "./ClauseThresholds";
import { QuestionFindings } from "./LintPage";
import { RequirementsPanel } from "./resumes/RequirementsPanel";
import { useRead } from "../ui/useRead";
import { spoken } from "../wording/time";

export function JobsPage() {
  const { value, error, reload } = useRead<{ jobs: JobRow[] }>("/api/jobs");
  const [opening, setOpening] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <div className="desk-head">
        <h1>岗位</h1>
        <Button type="primary" onClick={() => setOpening(true)}>
          新开岗位
        </Button>
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.jobs.length === 0 && <Empty description="还没有岗位" />}
      <div className="tiles">
        {value?.jobs.map((job) => (
          <button key={job.id} type="button" className="tile" onClick={() => setShown(job.id)}>
            <div className="row-card-head">
              <strong>{job.title}</strong>
              {!job.open && <Tag>已关闭</Tag>}
            </div>
            <p className="dim">
              {job.question_count} 题 · 约 {job.duration_min} 分钟 · {job.managers.map((person) => person.name).join("、")}
            </p>
            <p className="tile-text">{job.description}</p>
          </button>
        ))}
      </div>
      <JobDrawer id={shown} onClose={() => setShown(null)} />
      <OpenJobModal open={opening} onClose={() => setOpening(false)} onOpened={reload} />
    </>
  );
}

function JobDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const wide = Grid.useBreakpoint().md;
  const readsResumes = useRole("hr");
  const { value, error } = useRead<JobDetail>(id ? `/api/jobs/${id}` : null);
  return (
    <Drawer open={id !== null} onClose={onClose} size={wide ? 560 : "100%"} title={value?.title ?? "岗位"}>
      {error && <Alert type="error" title={error} />}
      {!value && !error && <Loading />}
      {value && (
        <div className="detail">
          <p className="job-text">{value.description}</p>
          <RequirementsPanel jobId={value.id} />
          {readsResumes && (
            <p>
              <Link href={`/hr/screening/${value.id}`}>查看本岗位的简历筛选 →</Link>
            </p>
          )}
          <h3>维度与权重</h3>
          <p className="chips">
            {Object.entries(value.weights).map(([dimension, weight]) => (
              <Tag key={dimension}>
                {dimension} {Math.round(weight * 100)}% · {value.groups[dimension]}
              </Tag>
            ))}
          </p>
          <h3>作答中追问</h3>
          <p>{value.most_probes === 0 ? "不追问" : `每场至多 ${value.most_probes} 个，出自题库，候选人可以跳过`}</p>
          <h3>题目</h3>
          <ol className="question-list">
            {value.questions.map((question) => (
              <li key={question.key}>
                <strong>{question.text}</strong>
                <p className="dim">
                  {question.dimension} · 准备 {spoken(question.preparation_s)} · 作答 {spoken(question.answer_limit_s)} · 可重录 {question.retakes} 次
                </p>
                <details>
                  <summary>评分锚点</summary>
                  {Object.entries(question.anchors).map(([level, anchor]) => (
                    <p key={level}>
                      <Tag>{level} 分</Tag>
                      {anchor}
                    </p>
                  ))}
                </details>
              </li>
            ))}
          </ol>
          <ClauseThresholds jobId={value.id} dimensions={Object.keys(value.weights)} />
        </div>
      )}
    </Drawer>
  );
}

interface JobForm {
  title: string;
  description?: string;
  managers: string[];
  template: string;
  questions: string[];
  rate_first?: boolean;
  probing: number;
}

const MOST_PROBES = [0, 1, 2, 3, 4, 5];

function OpenJobModal({ open, onClose, onOpened }: { open: boolean; onClose: () => void; onOpened: () => Promise<void> }) {
  const [form] = Form.useForm<JobForm>();
  const bank = useRead<{ templates: QuestionTemplate[] }>(open ? "/api/question-bank" : null);
  const staff = useRead<{ managers: Person[] }>(open ? "/api/managers" : null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [warned, setWarned] = useState<{ text: string; result: QuestionLint } | null>(null);
  const templateKey = Form.useWatch("template", form);
  const template = bank.value?.templates.find((each) => each.key === templateKey);
  const create = async (values: JobForm) => {
    setBusy(true);
    setFault(null);
    try {
      const text = `${values.title}\n${values.description ?? ""}`;
      if (warned?.text !== text) {
        const lines = text.split(/[\n。；;]/).filter((line) => line.trim());
        const result = await post<QuestionLint>("/api/lint/questions", { lines });
        setWarned({ text, result });
        if (result.lines.some((line) => line.forbidden)) {
          setBusy(false);
          return;
        }
      }
      await post("/api/jobs", { title: values.title, description: values.description ?? "", manager_ids: values.managers, template: values.template, question_keys: values.questions, rate_first: values.rate_first ?? false, probing: values.probing });
      form.resetFields();
      onClose();
      await onOpened();
    } catch (error) {
      setFault(messageOf(error));
    }
    setBusy(false);
  };
  const chooseTemplate = (key: string) => {
    const chosen = bank.value?.templates.find((each) => each.key === key);
    form.setFieldsValue({ questions: chosen?.questions.filter((question) => !question.optional).map((question) => question.key) ?? [], title: form.getFieldValue("title") || chosen?.title });
  };
  return (
    <Modal title="新开岗位" open={open} onCancel={onClose} onOk={() => form.submit()} okText="开放岗位" cancelText="取消" confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={{ probing: 0 }} onFinish={(values) => void create(values)}>
        <Form.Item name="template" label="题库模板" rules={[{ required: true, message: "请选择模板" }]}>
          <Select placeholder="选择模板" onChange={chooseTemplate} options={bank.value?.templates.map((each) => ({ value: each.key, label: `${each.title}（${each.questions.length} 题）` }))} />
        </Form.Item>
        <Form.Item name="title" label="岗位名称" rules={[{ required: true, whitespace: true, message: "请填写岗位名称" }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="description" label="岗位说明">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="managers" label="用人经理" rules={[{ required: true, message: "请选择用人经理" }]}>
          <Select mode="multiple" placeholder="选择用人经理" options={staff.value?.managers.map((person) => ({ value: person.id, label: person.name }))} />
        </Form.Item>
        <Form.Item name="questions" label="题目" rules={[{ required: true, message: "至少选一题" }]}>
          <Select mode="multiple" maxTagCount="responsive" disabled={!template} options={template?.questions.map((question) => ({ value: question.key, label: `${question.dimension}｜${question.text}` }))} />
        </Form.Item>
        <Form.Item name="rate_first" valuePropName="checked" extra="报告卡片不显示评分，也不能直接在卡片上决定；用人经理评完或打开报告后才看到。">
          <Checkbox>用人经理先盲评，再看报告</Checkbox>
        </Form.Item>
        <Form.Item
          name="probing"
          label="作答中追问"
          extra="开启后，题目全部答完时，系统就缺少依据的回答从题库里挑问题追问，最缺的优先。候选人会事先知道，可以跳过；追问的回答只补充依据，不会拉低评分。报告会写明问了什么、答了什么。"
        >
          <Select options={MOST_PROBES.map((most) => ({ value: most, label: most === 0 ? "不追问" : `每场至多 ${most} 个` }))} />
        </Form.Item>
      </Form>
      {warned?.result.lines.some((line) => line.forbidden) && (
        <>
          <Alert type="warning" title="岗位说明可能含有就业歧视内容，请修改。确认无误的，可再次点击“开放岗位”。" />
          <QuestionFindings result={warned.result} />
        </>
      )}
      {fault && <Alert type="error" title={fault} />}
    </Modal>
  );
}
