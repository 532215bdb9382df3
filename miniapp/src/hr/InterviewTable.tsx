/** Interviews as a table on a wide screen, as cards on a phone. */

import { Empty, Grid, Progress, Table } from "antd";
import type { ColumnsType } from "antd/es/table";
import type { ReactNode } from "react";
import { type InterviewRow, isAbsent } from "../api/types";
import { shortTime } from "../wording/time";

interface InterviewTableProps {
  rows: InterviewRow[];
  onOpen: (row: InterviewRow) => void;
}

const ROWS_A_PAGE = 20;

export function InterviewTable({ rows, onOpen }: InterviewTableProps) {
  const wide = Grid.useBreakpoint().lg;
  if (!wide) return <Cards rows={rows} onOpen={onOpen} />;
  return (
    <Table
      rowKey="id"
      size="middle"
      columns={COLUMNS}
      dataSource={rows}
      pagination={rows.length > ROWS_A_PAGE ? { pageSize: ROWS_A_PAGE } : false}
      locale={{ emptyText: <Empty description="这里还没有面试" /> }}
      onRow={(row) => ({
        onClick: () => onOpen(row),
        onKeyDown: (event) => event.key === "Enter" && onOpen(row),
        tabIndex: 0,
        className: "row-link",
      })}
    />
  );
}

const COLUMNS: ColumnsType<InterviewRow> = [
  { title: "候选人", dataIndex: "candidate_name", render: (name: string) => <strong>{name}</strong> },
  { title: "岗位", dataIndex: "job_title" },
  { title: "状态", dataIndex: "state_name", render: (_, row) => <StateTag row={row} /> },
  { title: "进度", key: "progress", width: 190, render: (_, row) => <ProgressCell row={row} /> },
  { title: "约定时间", dataIndex: "starts_at", render: shortTime, sorter: (a, b) => a.starts_at.localeCompare(b.starts_at) },
  { title: "用人经理", dataIndex: "manager_name" },
  { title: "综合分", key: "composite", align: "right", render: (_, row) => <Composite row={row} />, sorter: (a, b) => rank(a) - rank(b) },
];

function Cards({ rows, onOpen }: InterviewTableProps) {
  if (rows.length === 0) return <Empty description="这里还没有面试" />;
  return (
    <div className="row-cards">
      {rows.map((row) => (
        <button key={row.id} type="button" className="row-card" onClick={() => onOpen(row)}>
          <div className="row-card-head">
            <strong>{row.candidate_name}</strong>
            <StateTag row={row} />
          </div>
          <p>
            {row.job_title} · {shortTime(row.starts_at)} · {row.manager_name}
          </p>
          <div className="row-card-foot">
            <ProgressCell row={row} />
            <Composite row={row} />
          </div>
        </button>
      ))}
    </div>
  );
}

const CHIP_TONES: Partial<Record<InterviewRow["state"], string>> = {
  confirmed: "chip-accent",
  in_progress: "chip-accent",
  submitted: "chip-accent",
  reported: "chip-caution",
  approved: "chip-full",
};

export function StateTag({ row }: { row: InterviewRow }) {
  return (
    <span className="chips">
      <span className={`chip ${CHIP_TONES[row.state] ?? ""}`}>{row.state_name}</span>
      {row.processing.failed > 0 && <span className="chip chip-alarm">处理失败</span>}
      {row.invitation.last_error && !row.invitation.delivered_at && <span className="chip chip-alarm">邀请未送达</span>}
    </span>
  );
}

export function ProgressCell({ row }: { row: InterviewRow }): ReactNode {
  const { answered, total, percent } = row.progress;
  if (["declined", "withdrawn", "expired"].includes(row.state) && answered === 0) return <span className="dim">—</span>;
  return (
    <div className="progress-cell">
      <Progress percent={percent} size="small" showInfo={false} strokeColor="var(--accent)" aria-label={`已完成 ${percent}%`} />
      <span>
        已完成 {percent}% <small>{answered}/{total} 题</small>
      </span>
    </div>
  );
}

function Composite({ row }: { row: InterviewRow }) {
  if (row.composite === null) return <span className="dim">—</span>;
  if (isAbsent(row.composite)) return <span className="dim">数据不足</span>;
  return <strong className="composite-cell">{Math.round(row.composite)}</strong>;
}

function rank(row: InterviewRow): number {
  return typeof row.composite === "number" ? row.composite : -1;
}
