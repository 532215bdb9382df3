/** Who stands where for a post: the figure with its parts, ties named as ties, and the reason for each place. */

import { App as AntApp, Button, Empty, Grid, InputNumber, Select, Space, Table, Tag, Typography, Upload } from "antd";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageOf, post, put } from "../api/client";
import { type InterviewRow, isAbsent, type RankedRow, type Ranking, type SheetResults } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { AssessmentModal } from "./AssessmentModal";
import { base64Of } from "./base64Of";
import { useChosenJob } from "./useChosenJob";

const VERDICTS: Record<string, { name: string; color: string }> = {
  passed: { name: "通过", color: "green" },
  doubtful: { name: "存疑", color: "orange" },
  failed: { name: "未通过", color: "red" },
};

export function RankingPage({ interviews }: { interviews: InterviewRow[] | null }) {
  const { jobs, jobId: chosen, choose } = useChosenJob(interviews);
  const ranking = useRead<Ranking>(chosen ? `/api/jobs/${chosen}/ranking` : null);
  const [editing, setEditing] = useState<RankedRow | null>(null);
  return (
    <>
      <div className="desk-head">
        <h1>综合排名</h1>
        <Select
          aria-label="岗位"
          className="ranking-job"
          value={chosen}
          onChange={choose}
          options={(jobs.value?.jobs ?? []).map((job) => ({ value: job.id, label: job.title }))}
        />
      </div>
      {jobs.error && <Failure message={jobs.error} onRetry={() => void jobs.reload()} />}
      {jobs.value?.jobs.length === 0 && <Empty description="还没有岗位" />}
      {ranking.error && <Failure message={ranking.error} onRetry={() => void ranking.reload()} />}
      {!ranking.value && !ranking.error && !jobs.error && jobs.value?.jobs.length !== 0 && <Loading />}
      {chosen && ranking.value && (
        <>
          <Tools jobId={chosen} ranking={ranking.value} reload={ranking.reload} />
          <RankingTable rows={ranking.value.rows} onEdit={setEditing} />
          <Typography.Paragraph type="secondary" className="ranking-note">
            名次相同表示不显著差异：与本组第一的差距不超过两人 80% 区间的合成误差。缺少的部分不按零分计，只放宽区间。背景调查不计分；未通过的不参与排名，由人决定。AI
            辅助，决定由人作出。
          </Typography.Paragraph>
        </>
      )}
      {chosen && editing && <AssessmentModal jobId={chosen} row={editing} onClose={() => setEditing(null)} onSaved={ranking.reload} />}
    </>
  );
}

interface ToolsProps {
  jobId: string;
  ranking: Ranking;
  reload: () => Promise<void>;
}

function Tools({ jobId, ranking, reload }: ToolsProps) {
  const { message, modal } = AntApp.useApp();
  const [weights, setWeights] = useState(ranking.weights);
  useEffect(() => setWeights(ranking.weights), [ranking.weights]);
  const changed = weights.interview !== ranking.weights.interview || weights.written !== ranking.weights.written;
  const save = async () => {
    try {
      await put(`/api/jobs/${jobId}/part-weights`, weights);
      await reload();
      void message.success("权重已保存");
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  const importSheet = async (file: File) => {
    try {
      const body = { name: file.name, content_base64: await base64Of(file) };
      const { results } = await post<SheetResults>(`/api/jobs/${jobId}/assessments/import`, body);
      const refused = results.filter((row) => row.error);
      const content = refused.map((row) => <div key={row.row}>{`第 ${row.row} 行：${row.error?.message ?? ""}`}</div>);
      modal[refused.length ? "warning" : "success"]({ title: `导入 ${results.length - refused.length} 行，${refused.length} 行未导入`, content });
      await reload();
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  return (
    <Space wrap className="ranking-tools">
      <span>权重</span>
      <InputNumber aria-label="AI 面试权重" prefix="AI 面试" min={0.1} max={1000} value={weights.interview} onChange={(value) => setWeights({ ...weights, interview: value ?? 1 })} />
      <InputNumber aria-label="笔试权重" prefix="笔试" min={0} max={1000} value={weights.written} onChange={(value) => setWeights({ ...weights, written: value ?? 0 })} />
      <Button disabled={!changed} onClick={() => void save()}>
        保存权重
      </Button>
      <Upload
        accept=".csv,.xlsx"
        showUploadList={false}
        beforeUpload={(file) => {
          void importSheet(file);
          return false;
        }}
      >
        <Button>导入笔试 / 背调（CSV、XLSX）</Button>
      </Upload>
      <Typography.Text type="secondary">列：手机号或姓名，笔试成绩、背景调查、备注、来源、日期</Typography.Text>
    </Space>
  );
}

function RankingTable({ rows, onEdit }: { rows: readonly RankedRow[]; onEdit: (row: RankedRow) => void }) {
  const wide = Grid.useBreakpoint().md ?? true;
  if (rows.length === 0) return <Empty description="这个岗位还没有面试" />;
  if (!wide) return <RankingCards rows={rows} onEdit={onEdit} />;
  return (
    <Table<RankedRow>
      rowKey="candidate_id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 980 }}
      columns={[
        { title: "名次", width: 92, render: (_, row) => <PlaceCell row={row} /> },
        { title: "候选人", width: 130, render: (_, row) => <CandidateCell row={row} /> },
        { title: "综合", width: 130, render: (_, row) => <Figure row={row} /> },
        { title: "AI 面试", width: 90, render: (_, row) => (isAbsent(row.interview) ? <span className="hint">数据不足</span> : Math.round(row.interview)) },
        { title: "笔试", width: 130, render: (_, row) => <Result found={row.written} text={row.written?.result ?? ""} /> },
        { title: "背景调查", width: 130, render: (_, row) => <Background row={row} /> },
        { title: "理由", render: (_, row) => row.reason },
        { title: "", width: 76, render: (_, row) => <Button type="link" onClick={() => onEdit(row)}>录入</Button> },
      ]}
    />
  );
}

/** The table's columns under one another: a phone shows three of eight. */
function RankingCards({ rows, onEdit }: { rows: readonly RankedRow[]; onEdit: (row: RankedRow) => void }) {
  return (
    <div className="row-cards">
      {rows.map((row) => (
        <section key={row.candidate_id} className="row-card">
          <div className="row-card-head">
            <PlaceCell row={row} />
            <Button type="link" onClick={() => onEdit(row)}>
              录入
            </Button>
          </div>
          <div className="ranking-facts">
            <div className="ranking-who">
              <CandidateCell row={row} />
            </div>
            <span>综合</span>
            <div>
              <Figure row={row} />
            </div>
            <span>笔试</span>
            <div>
              <Result found={row.written} text={row.written?.result ?? ""} />
            </div>
            <span>背景调查</span>
            <div>
              <Background row={row} />
            </div>
          </div>
          <p>{row.reason}</p>
        </section>
      ))}
    </div>
  );
}

function PlaceCell({ row }: { row: RankedRow }) {
  if (row.place === null) return <span className="hint">不排名</span>;
  return (
    <>
      <strong className="ranking-place">{row.place}</strong>
      {row.tied && <Tag>不显著差异</Tag>}
    </>
  );
}

function CandidateCell({ row }: { row: RankedRow }) {
  return (
    <>
      <Link href={`/m/${row.interview_id}`}>{row.candidate_name}</Link>
      <div className="hint">{row.state_name}</div>
    </>
  );
}

function Figure({ row }: { row: RankedRow }) {
  if (isAbsent(row.value) || isAbsent(row.interval)) return <span className="hint">数据不足</span>;
  const [low, high] = row.interval;
  return (
    <>
      <strong>{Math.round(row.value)}</strong>（{Math.round(low ?? 0)}–{Math.round(high ?? 0)}）
      {row.coverage < 1 && <div className="hint">覆盖 {Math.round(row.coverage * 100)}%，缺 {row.missing.join("、")}</div>}
    </>
  );
}

function Background({ row }: { row: RankedRow }) {
  const verdict = row.background ? VERDICTS[row.background.result] : undefined;
  return <Result found={row.background} text={verdict ? <Tag color={verdict.color}>{verdict.name}</Tag> : ""} />;
}

function Result({ found, text }: { found: RankedRow["written"]; text: React.ReactNode }) {
  if (!found) return <span className="hint">待完成</span>;
  return (
    <>
      {text}
      <div className="hint">
        {found.taken_on} {found.source}
        {found.note && ` · ${found.note}`}
      </div>
    </>
  );
}
