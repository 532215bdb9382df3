/** Who stands where for a job, with reasons and near misses; a named person decides, in batches, with a reason. */

import { Alert, Button, Empty, Grid, Select, Space, Table, Tag } from "antd";
import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import type { JobRow, Screening, ScreeningRow } from "../../api/types";
import { Failure, Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";
import { useBatchNews } from "./batchNews";
import { type Decision, DecideModal } from "./DecideModal";
import { Flags, Reasons, Score } from "./Matches";
import { RequirementsPanel } from "./RequirementsPanel";
import { PickBox, type Picking, pickColumn } from "./picking";

const LOOK_AGAIN_MS = 3000; // while files are still being matched

export function ScreeningPage({ id }: { id: string | null }) {
  const [, go] = useLocation();
  const wide = Grid.useBreakpoint().lg;
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
      {jobs.error && <Failure message={jobs.error} onRetry={() => void jobs.reload()} />}
      {jobs.value?.jobs.length === 0 && <Empty description="还没有岗位" />}
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {chosen && !value && !error && <Loading />}
      {waiting > 0 && <Alert type="info" title={`还有 ${waiting} 份正在读取或匹配`} />}
      {value && value.rows.length === 0 && waiting === 0 && (
        <Empty description="还没有与本岗位匹配的简历">
          <Link href="/hr/resumes">导入简历</Link>　<Link href="/hr/pool">从人才库选择</Link>
        </Empty>
      )}
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
          {wide ? <ScreeningTable rows={value.rows} picked={picked} onPick={setPicked} /> : <ScreeningCards rows={value.rows} picked={picked} onPick={setPicked} />}
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

interface ListProps extends Picking {
  rows: readonly ScreeningRow[];
}

function factsOf(row: ScreeningRow): string {
  return [row.degree, row.years === null ? "" : `${row.years} 年`].filter(Boolean).join(" · ");
}

function ScreeningCards({ rows, picked, onPick }: ListProps) {
  return (
    <div className="row-cards">
      {rows.map((row) => (
        <section key={row.candidate_id} className="row-card" aria-label={row.name}>
          <div className="row-card-head">
            <span className="pick-name">
              <PickBox id={row.candidate_id} name={row.name} picked={picked} onPick={onPick} />
              <Link href={`/hr/people/${row.candidate_id}`}>{row.name}</Link>
              <small className="dim">{factsOf(row)}</small>
            </span>
            <Score said={row} />
          </div>
          <Flags flags={row.flags} />
          <Reasons said={row} />
          <Decided row={row} />
        </section>
      ))}
    </div>
  );
}

function ScreeningTable({ rows, picked, onPick }: ListProps) {
  return (
    <Table<ScreeningRow>
      rowKey="candidate_id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      rowSelection={pickColumn({ picked, onPick })}
      columns={[
        {
          title: "候选人",
          width: 170,
          render: (_, row) => (
            <>
              <Link href={`/hr/people/${row.candidate_id}`}>{row.name}</Link>
              <p className="dim screening-facts">{factsOf(row)}</p>
            </>
          ),
        },
        { title: "匹配", width: 150, render: (_, row) => <Score said={row} /> },
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
