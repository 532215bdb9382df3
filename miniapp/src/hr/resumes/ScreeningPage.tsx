/** Who stands where for a job, with reasons and near misses; a named person decides, in batches, with a reason. */

import { Alert, App as AntApp, Button, DatePicker, Empty, Form, Input, Modal, Select, Space, Table, Tag } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { messageOf, post } from "../../api/client";
import type { JobRow, Screening, ScreeningResults, ScreeningRow } from "../../api/types";
import { Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";
import { fromPicker, toPicker } from "../../wording/time";
import { useBatchNews } from "./batchNews";
import { Flags, Reasons, Score } from "./Matches";
import { RequirementsPanel } from "./RequirementsPanel";

const LOOK_AGAIN_MS = 3000; // while files are still being matched

type Decision = "interview" | "hold";

export function ScreeningPage({ id }: { id: string | null }) {
  const [, go] = useLocation();
  const jobs = useRead<{ jobs: JobRow[] }>("/api/jobs");
  const chosen = id ?? jobs.value?.jobs[0]?.id ?? null;
  const { value, error, reload } = useRead<Screening>(chosen ? `/api/jobs/${chosen}/screening` : null);
  const [picked, setPicked] = useState<string[]>([]);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  useBatchNews((batch) => {
    if (!batch || (batch.job_id === chosen && batch.queued + batch.running === 0)) void reload();
  });
  const waiting = value?.waiting ?? 0;
  useEffect(() => {
    if (waiting === 0) return;
    const timer = setTimeout(() => void reload(), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [value, waiting, reload]);
  const job = jobs.value?.jobs.find((each) => each.id === chosen);
  return (
    <>
      <div className="desk-head">
        <h1>简历筛选</h1>
        <Select aria-label="岗位" className="ranking-job" value={chosen} onChange={(next) => go(`/hr/screening/${next}`)} options={(jobs.value?.jobs ?? []).map((each) => ({ value: each.id, label: each.title }))} />
      </div>
      {chosen && <RequirementsPanel key={chosen} jobId={chosen} onConfirmed={reload} />}
      {error && <Alert type="error" title={error} />}
      {chosen && !value && !error && <Loading />}
      {waiting > 0 && <Alert type="info" title={`还有 ${waiting} 份正在读取或匹配`} />}
      {value && value.rows.length === 0 && waiting === 0 && <Empty description="还没有与本岗位匹配的简历，请先导入，或从人才库选择" />}
      {value && value.rows.length > 0 && (
        <>
          <Space wrap>
            <span>已选 {picked.length} 人</span>
            <Button type="primary" disabled={picked.length === 0} onClick={() => setDeciding("interview")}>
              进入面试
            </Button>
            <Button disabled={picked.length === 0} onClick={() => setDeciding("hold")}>
              暂不推进
            </Button>
            <span className="dim">匹配分只用于排序；进入或暂缓由您决定，并记下姓名和理由。</span>
          </Space>
          <ScreeningTable rows={value.rows} picked={picked} onPick={setPicked} />
        </>
      )}
      {job && deciding && (
        <DecideModal
          job={job}
          how={deciding}
          picked={picked}
          rows={value?.rows ?? []}
          onClose={() => setDeciding(null)}
          onDecided={async () => {
            setPicked([]);
            await reload();
          }}
        />
      )}
    </>
  );
}

function ScreeningTable({ rows, picked, onPick }: { rows: readonly ScreeningRow[]; picked: string[]; onPick: (ids: string[]) => void }) {
  return (
    <Table<ScreeningRow>
      rowKey="candidate_id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      rowSelection={{ selectedRowKeys: picked, onChange: (keys) => onPick(keys.map(String)) }}
      columns={[
        {
          title: "候选人",
          width: 170,
          render: (_, row) => (
            <>
              <Link href={`/hr/people/${row.candidate_id}`}>{row.name}</Link>
              <p className="dim screening-facts">
                {[row.degree, row.years === null ? "" : `${row.years} 年`].filter(Boolean).join(" · ")}
              </p>
            </>
          ),
        },
        { title: "匹配", width: 130, render: (_, row) => <Score said={row} /> },
        {
          title: "理由",
          render: (_, row) => (
            <>
              <Flags flags={row.flags} />
              <Reasons said={row} />
            </>
          ),
        },
        { title: "决定", width: 190, render: (_, row) => <Decided row={row} /> },
      ]}
    />
  );
}

function Decided({ row }: { row: ScreeningRow }) {
  if (!row.outcome) return <span className="dim">待决定</span>;
  return (
    <>
      <Tag color={row.outcome === "interview" ? "green" : "default"}>{row.outcome_name}</Tag>
      <p className="dim screening-facts">
        {row.decided_by}：{row.reason}
      </p>
      {row.interview_id && <Link href={`/hr/interviews/${row.interview_id}`}>查看面试 →</Link>}
    </>
  );
}

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

function DecideModal({ job, how, picked, rows, onClose, onDecided }: DecideProps) {
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
    <Modal title={how === "interview" ? `邀请 ${picked.length} 人进入面试` : `暂不推进 ${picked.length} 人`} open onCancel={onClose} onOk={() => form.submit()} okText="确定" cancelText="取消" confirmLoading={busy}>
      {flagged.length > 0 && <Alert type="warning" title={`其中 ${flagged.map((row) => row.name).join("、")} 的简历有需要人工查看的标记，请先看过。`} />}
      <Form form={form} layout="vertical" onFinish={(values) => void decide(values)} initialValues={{ manager: job.managers[0]?.id, span: [start, start.add(3, "day").hour(22).minute(0)] }}>
        <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, min: 2, message: "请写明理由（至少 2 个字）" }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        {how === "interview" && (
          <>
            <Form.Item name="manager" label="用人经理" rules={[{ required: true, message: "请选择用人经理" }]}>
              <Select options={job.managers.map((person) => ({ value: person.id, label: person.name }))} />
            </Form.Item>
            <Form.Item name="span" label="约定时间 – 最晚完成（北京时间）" rules={[{ required: true, message: "请选择时间" }]}>
              <DatePicker.RangePicker showTime={{ format: "HH:mm", minuteStep: 5 }} format="MM-DD HH:mm" className="full" />
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
