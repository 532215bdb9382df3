/** The talent pool: everybody whose résumé was read, narrowed by fields and words. */

import { Alert, App as AntApp, Button, Empty, Grid, Input, InputNumber, Select, Space, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { messageOf, post } from "../../api/client";
import type { JobRow, PoolResult, PoolRow } from "../../api/types";
import { Failure, Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";
import { PickBox, type Picking, pickColumn } from "./picking";

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
  const wide = Grid.useBreakpoint().lg;
  const [typed, setTyped] = useState(ANYBODY);
  const [wanted, setWanted] = useState(ANYBODY);
  const [chosen, setChosen] = useState<string[]>([]);
  const [jobId, setJobId] = useState<string | null>(null);
  const { value, error, reload } = useRead<PoolResult>(addressOf(wanted));
  const jobs = useRead<{ jobs: JobRow[] }>("/api/jobs");
  const search = () => setWanted({ ...typed });
  const match = async () => {
    try {
      const { queued } = await post<{ queued: number }>(`/api/jobs/${jobId}/matches`, { resume_ids: chosen });
      void message.success(`${queued} 份简历开始与岗位匹配，结果见“简历筛选”`);
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
      <div className="pool-search" role="search">
        <Input allowClear placeholder="姓名、学校、公司、经历中的词" aria-label="全文" className="pool-words" value={typed.q} onChange={(event) => setTyped({ ...typed, q: event.target.value })} onPressEnter={search} />
        <Input allowClear placeholder="技能，用逗号分开" aria-label="技能" value={typed.skills} onChange={(event) => setTyped({ ...typed, skills: event.target.value })} onPressEnter={search} />
        <Select mode="multiple" allowClear placeholder="学历" aria-label="学历" className="pool-degrees" value={typed.degrees} onChange={(degrees) => setTyped({ ...typed, degrees })} options={DEGREES.map((name) => ({ value: name, label: name }))} />
        <InputNumber min={0} max={60} placeholder="年限 ≥" aria-label="最少年限" value={typed.years_min} onChange={(years) => setTyped({ ...typed, years_min: years })} />
        <Input allowClear placeholder="期望城市" aria-label="期望城市" className="pool-city" value={typed.city} onChange={(event) => setTyped({ ...typed, city: event.target.value })} onPressEnter={search} />
        <Button type="primary" onClick={search}>
          查找
        </Button>
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.cut && <Alert type="info" title="符合的人较多，这里只显示一部分，请再加条件。" />}
      {value && value.rows.length === 0 && (addressOf(wanted) === addressOf(ANYBODY) ? (
          <Empty description="人才库里还没有读好的简历">
            <Link href="/hr/resumes">导入简历</Link>
          </Empty>
        ) : (
          <Empty description="没有符合条件的人" />
        ))}
      {value && value.rows.length > 0 && (
        <>
          <Space wrap>
            <span>已选 {chosen.length} 份</span>
            <Select placeholder="与岗位匹配" aria-label="与岗位匹配" className="ranking-job" value={jobId} onChange={setJobId} options={(jobs.value?.jobs ?? []).map((job) => ({ value: job.id, label: job.title }))} />
            <Button disabled={!jobId || chosen.length === 0} onClick={() => void match()}>
              开始匹配
            </Button>
          </Space>
          {wide ? <PoolTable rows={value.rows} picked={chosen} onPick={setChosen} /> : <PoolCards rows={value.rows} picked={chosen} onPick={setChosen} />}
        </>
      )}
    </>
  );
}

interface ListProps extends Picking {
  rows: readonly PoolRow[];
}

const postOf = (row: PoolRow) => [row.title, row.company].filter(Boolean).join(" · ") || "未写明";
const studiesOf = (row: PoolRow) => [row.degree, row.school, row.major].filter(Boolean).join(" · ") || "未写明";
const yearsOf = (row: PoolRow) => (row.years === null ? "–" : `${row.years} 年`);

function Skills({ row }: { row: PoolRow }) {
  return (
    <span className="chips">
      {row.flags.map((flag) => (
        <Tag key={flag} color="orange">
          {flag}
        </Tag>
      ))}
      {row.skills.slice(0, 8).map((skill) => (
        <Tag key={skill}>{skill}</Tag>
      ))}
      {row.skills.length > 8 && <span className="dim">等 {row.skills.length} 项</span>}
    </span>
  );
}

function PoolCards({ rows, picked, onPick }: ListProps) {
  return (
    <div className="row-cards">
      {rows.map((row) => (
        <section key={row.resume_id} className="row-card" aria-label={row.name}>
          <div className="row-card-head">
            <span className="pick-name">
              <PickBox id={row.resume_id} name={row.name} picked={picked} onPick={onPick} />
              <Link href={`/hr/people/${row.candidate_id}`}>{row.name}</Link>
            </span>
            <span className="dim">{[yearsOf(row), row.city].filter(Boolean).join(" · ")}</span>
          </div>
          <p>
            {postOf(row)}
            <br />
            {studiesOf(row)}
          </p>
          <Skills row={row} />
        </section>
      ))}
    </div>
  );
}

function PoolTable({ rows, picked, onPick }: ListProps) {
  return (
    <Table<PoolRow>
      rowKey="resume_id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      rowSelection={pickColumn({ picked, onPick })}
      columns={[
        { title: "姓名", width: 110, render: (_, row) => <Link href={`/hr/people/${row.candidate_id}`}>{row.name}</Link> },
        { title: "最近职位", width: 220, render: (_, row) => postOf(row) },
        { title: "年限", width: 80, render: (_, row) => yearsOf(row) },
        { title: "学历", width: 190, render: (_, row) => studiesOf(row) },
        { title: "城市", width: 70, dataIndex: "city" },
        {
          title: "技能",
          render: (_, row) => <Skills row={row} />,
        },
      ]}
    />
  );
}
