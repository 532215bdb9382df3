/** Every interview with its live progress. */

import { Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { InterviewRow } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { InterviewDrawer } from "./InterviewDrawer";
import { InterviewTable } from "./InterviewTable";
import { InviteModal } from "./InviteModal";
import type { DeskData } from "./Workbench";

const GROUPS = {
  all: { name: "全部", states: null },
  waiting: { name: "待确认", states: ["invited"] },
  ready: { name: "待面试", states: ["confirmed"] },
  running: { name: "进行中", states: ["in_progress", "submitted"] },
  review: { name: "待复核", states: ["reported"] },
  over: { name: "已结束", states: ["approved", "rejected", "declined", "withdrawn", "expired"] },
} satisfies Record<string, { name: string; states: InterviewRow["state"][] | null }>;

type Group = keyof typeof GROUPS;

export function InterviewsPage({ desk, openId }: { desk: DeskData; openId: string | null }) {
  const { rows, error, live, reload } = desk.interviews;
  const [, go] = useLocation();
  const [group, setGroup] = useState<Group>("all");
  const [job, setJob] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [inviting, setInviting] = useState(false);
  const shown = useMemo(() => (rows ?? []).filter((row) => inGroup(row, group) && (!job || row.job_title === job) && row.candidate_name.includes(name.trim())), [rows, group, job, name]);
  const jobs = [...new Set((rows ?? []).map((row) => row.job_title))];
  return (
    <>
      <div className="desk-head">
        <h1>面试</h1>
        <span className={live ? "live on" : "live"} role="status">
          {live ? "实时更新中" : "正在连接…"}
        </span>
        <Button type="primary" onClick={() => setInviting(true)}>
          邀请面试
        </Button>
      </div>
      <div className="groups" role="tablist" aria-label="状态">
        {(Object.keys(GROUPS) as Group[]).map((key) => (
          <button key={key} type="button" role="tab" aria-selected={key === group} className={key === group ? "on" : ""} onClick={() => setGroup(key)}>
            <strong>{(rows ?? []).filter((row) => inGroup(row, key)).length}</strong>
            {GROUPS[key].name}
          </button>
        ))}
      </div>
      <div className="filters">
        <Input.Search allowClear placeholder="按姓名查找" aria-label="按姓名查找" onChange={(event) => setName(event.target.value)} />
        <Select allowClear placeholder="全部岗位" aria-label="岗位" value={job} onChange={setJob} options={jobs.map((title) => ({ value: title, label: title }))} />
      </div>
      {error && !rows && <Failure message={error} onRetry={() => void reload()} />}
      {!rows && !error && <Loading />}
      {rows && <InterviewTable rows={shown} onOpen={(row) => go(`/hr/interviews/${row.id}`)} />}
      <InviteModal open={inviting} onClose={() => setInviting(false)} onInvited={reload} />
      <InterviewDrawer id={openId} row={rows?.find((row) => row.id === openId) ?? null} onClose={() => go("/hr")} onChanged={reload} />
    </>
  );
}

function inGroup(row: InterviewRow, group: Group): boolean {
  const states: InterviewRow["state"][] | null = GROUPS[group].states;
  return states === null || states.includes(row.state);
}
