/** The talent pool: everybody whose résumé was read, narrowed by fields and words. */

import { Alert, App as AntApp, Button, Empty, Input, InputNumber, Select, Space, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { messageOf, post } from "../../api/client";
import type { JobRow, PoolResult, PoolRow } from "../../api/types";
import { Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";

const DEGREES = ["博士", "硕士", "本科", "大专", "高中"];

interface Wanted {
  q: string;
  skills: string;
  degrees: string[];
  years_min: number | null;
  city: string;
}

const ANYBODY: Wanted = { q: "", skills: "", degrees: [], years_min: null, city: "" };

function addressOf(wanted: Wanted): string {
  const query = new URLSearchParams();
  for (const key of ["q", "skills", "city"] as const) if (wanted[key].trim()) query.set(key, wanted[key].trim());
  if (wanted.degrees.length) query.set("degrees", wanted.degrees.join(","));
  if (wanted.years_min !== null) query.set("years_min", String(wanted.years_min));
  return `/api/talent-pool?${query}`;
}

export function PoolPage() {
  const { message } = AntApp.useApp();
  const [typed, setTyped] = useState(ANYBODY);
  const [wanted, setWanted] = useState(ANYBODY);
  const [chosen, setChosen] = useState<string[]>([]);
  const [jobId, setJobId] = useState<string | null>(null);
  const { value, error } = useRead<PoolResult>(addressOf(wanted));
  const jobs = useRead<{ jobs: JobRow[] }>("/api/jobs");
  const search = () => setWanted({ ...typed });
  const match = async () => {
    try {
      const { queued } = await post<{ queued: number }>(`/api/jobs/${jobId}/matches`, { resume_ids: chosen });
      void message.success(`${queued} 份简历开始与岗位匹配，结果见“筛选”`);
      setChosen([]);
    } catch (failure) {
      void message.error(messageOf(failure));
    }
  };
  return (
    <>
      <div className="desk-head">
        <h1>人才库</h1>
      </div>
      <Space wrap>
        <Input allowClear placeholder="姓名、学校、公司、经历中的词" aria-label="全文" className="pool-words" value={typed.q} onChange={(event) => setTyped({ ...typed, q: event.target.value })} onPressEnter={search} />
        <Input allowClear placeholder="技能，用逗号分开" aria-label="技能" value={typed.skills} onChange={(event) => setTyped({ ...typed, skills: event.target.value })} onPressEnter={search} />
        <Select mode="multiple" allowClear placeholder="学历" aria-label="学历" className="pool-degrees" value={typed.degrees} onChange={(degrees) => setTyped({ ...typed, degrees })} options={DEGREES.map((name) => ({ value: name, label: name }))} />
        <InputNumber min={0} max={60} placeholder="年限 ≥" aria-label="最少年限" value={typed.years_min} onChange={(years) => setTyped({ ...typed, years_min: years })} />
        <Input allowClear placeholder="期望城市" aria-label="期望城市" className="pool-city" value={typed.city} onChange={(event) => setTyped({ ...typed, city: event.target.value })} onPressEnter={search} />
        <Button type="primary" onClick={search}>
          查找
        </Button>
      </Space>
      {error && <Alert type="error" title={error} />}
      {!value && !error && <Loading />}
      {value?.cut && <Alert type="info" title="符合的人较多，这里只显示一部分，请再加条件。" />}
      {value && value.rows.length === 0 && <Empty description="没有符合的人" />}
      {value && value.rows.length > 0 && (
        <>
          <Space wrap>
            <span>已选 {chosen.length} 份</span>
            <Select placeholder="与岗位匹配" aria-label="与岗位匹配" className="ranking-job" value={jobId} onChange={setJobId} options={(jobs.value?.jobs ?? []).map((job) => ({ value: job.id, label: job.title }))} />
            <Button disabled={!jobId || chosen.length === 0} onClick={() => void match()}>
              开始匹配
            </Button>
          </Space>
          <PoolTable rows={value.rows} chosen={chosen} onChoose={setChosen} />
        </>
      )}
    </>
  );
}

function PoolTable({ rows, chosen, onChoose }: { rows: readonly PoolRow[]; chosen: string[]; onChoose: (ids: string[]) => void }) {
  return (
    <Table<PoolRow>
      rowKey="resume_id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      rowSelection={{ selectedRowKeys: chosen, onChange: (keys) => onChoose(keys.map(String)) }}
      columns={[
        { title: "姓名", width: 110, render: (_, row) => <Link href={`/hr/people/${row.candidate_id}`}>{row.name}</Link> },
        { title: "最近职位", width: 220, render: (_, row) => [row.title, row.company].filter(Boolean).join(" · ") || "未写明" },
        { title: "年限", width: 80, render: (_, row) => (row.years === null ? "–" : `${row.years} 年`) },
        { title: "学历", width: 190, render: (_, row) => [row.degree, row.school, row.major].filter(Boolean).join(" · ") || "未写明" },
        { title: "城市", width: 70, dataIndex: "city" },
        {
          title: "技能",
          render: (_, row) => (
            <>
              {row.skills.slice(0, 8).map((skill) => (
                <Tag key={skill}>{skill}</Tag>
              ))}
              {row.flags.map((flag) => (
                <Tag key={flag} color="orange">
                  {flag}
                </Tag>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
