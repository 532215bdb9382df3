/** Résumés come in: files, a zip or a list; live progress, what failed and why, and who seems to be known. */

import { Alert, App as AntApp, Button, Card, Empty, Popconfirm, Progress, Select, Space, Tag, Upload } from "antd";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { download, messageOf, post, sendFile } from "../../api/client";
import type { CandidateSheet, JobRow, ResumeBatch, ResumeBatchDetail, ResumeTwin } from "../../api/types";
import { Failure, Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";
import { shortTime } from "../../wording/time";
import { useBatchNews } from "./batchNews";
import { bringFiles, type Refusal } from "./bringFiles";

const LOOK_AGAIN_MS = 3000; // the stream of news may be down, or refused to one page too many
const TAKEN = ".pdf,.docx,.html,.htm,.txt,.md,.rtf,.eml,.mht,.zip,.png,.jpg,.jpeg,.webp,.bmp,.tif,.tiff";

export function ImportPage() {
  const batches = useRead<{ batches: ResumeBatch[] }>("/api/resume-batches");
  const twins = useRead<{ twins: ResumeTwin[] }>("/api/resume-twins");
  const [live, setLive] = useState<Record<string, ResumeBatch>>({});
  const readAgain = async () => {
    await Promise.all([batches.reload(), twins.reload()]);
    setLive({}); // what was just read is newer than any news
  };
  useBatchNews((batch) => {
    if (batch) setLive((before) => ({ ...before, [batch.id]: batch }));
    if (!batch || !isUnderWay(batch)) void readAgain();
  });
  const known = batches.value?.batches ?? [];
  const fresh = Object.values(live).filter((batch) => known.every((each) => each.id !== batch.id));
  const shown = [...fresh, ...known.map((batch) => live[batch.id] ?? batch)];
  const underWay = shown.some(isUnderWay);
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => void readAgain(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underWay]);
  return (
    <>
      <div className="desk-head">
        <h1>简历导入</h1>
      </div>
      <ImportCard onChanged={readAgain} />
      {batches.error && <Failure message={batches.error} onRetry={() => void readAgain()} />}
      {!batches.value && !batches.error && <Loading />}
      <Twins twins={twins.value?.twins ?? []} reload={twins.reload} />
      {batches.value && shown.length === 0 && <Empty description="还没有导入过简历" />}
      {shown.map((batch) => (
        <BatchCard key={batch.id} batch={batch} reload={readAgain} />
      ))}
    </>
  );
}

function isUnderWay(batch: ResumeBatch): boolean {
  return batch.queued + batch.running > 0;
}

function ImportCard({ onChanged }: { onChanged: () => Promise<void> }) {
  const { message } = AntApp.useApp();
  const jobs = useRead<{ jobs: JobRow[] }>("/api/jobs");
  const [jobId, setJobId] = useState<string | null>(null);
  const [sending, setSending] = useState<{ sent: number; total: number } | null>(null);
  const [refused, setRefused] = useState<Refusal[]>([]);
  const open = async (source: "upload" | "sheet") => (await post<{ batch_id: string }>("/api/resume-batches", { job_id: jobId, source })).batch_id;
  const bring = async (files: readonly File[]) => {
    setRefused([]);
    setSending({ sent: 0, total: files.length });
    try {
      setRefused(await bringFiles(await open("upload"), files, (sent) => setSending({ sent, total: files.length })));
    } catch (error) {
      void message.error(messageOf(error));
    }
    setSending(null);
    await onChanged();
  };
  const bringSheet = async (file: File) => {
    setRefused([]);
    try {
      const { queued, faults } = await sendFile<CandidateSheet>(`/api/resume-batches/${await open("sheet")}/sheet`, file);
      setRefused(faults.map((fault) => ({ name: `第 ${fault.row} 行`, message: fault.error.message })));
      void message.success(`名单已导入 ${queued} 人`);
    } catch (error) {
      void message.error(messageOf(error));
    }
    await onChanged();
  };
  return (
    <Card>
      <Space wrap className="resume-tools">
        <span>用于岗位</span>
        <Select
          aria-label="岗位"
          className="ranking-job"
          allowClear
          placeholder="不限，只进人才库"
          value={jobId}
          onChange={(value) => setJobId(value ?? null)}
          options={(jobs.value?.jobs ?? []).map((job) => ({ value: job.id, label: job.title }))}
        />
        <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={(file) => (void bringSheet(file), false)}>
          <Button>导入名单（Excel、CSV）</Button>
        </Upload>
        <Button type="link" className="link-button" onClick={() => void download("/api/resume-template", "候选人名单模板.xlsx")}>
          下载名单模板
        </Button>
      </Space>
      <Upload.Dragger
        multiple
        accept={TAKEN}
        showUploadList={false}
        disabled={sending !== null}
        beforeUpload={(file, all) => {
          if (file === all[0]) void bring(all);
          return false;
        }}
      >
        <p className="resume-drop">把简历拖到这里，或点击选择</p>
        <p className="dim">PDF、Word（docx）、网页、文本、图片或 zip，可一次选很多；同一份文件不会重复解析</p>
      </Upload.Dragger>
      {sending && <Progress percent={Math.round((100 * sending.sent) / sending.total)} format={() => `上传 ${sending.sent} / ${sending.total}`} />}
      {refused.length > 0 && (
        <Alert
          type="warning"
          title={`${refused.length} 项没有导入`}
          description={
            <ul className="plain">
              {refused.map((one) => (
                <li key={one.name + one.message}>
                  {one.name}：{one.message}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </Card>
  );
}

const SOURCES: Record<ResumeBatch["source"], string> = { upload: "上传", sheet: "名单", console: "命令行" };

function BatchCard({ batch, reload }: { batch: ResumeBatch; reload: () => Promise<void> }) {
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const total = batch.queued + batch.running + batch.done + batch.failed + batch.duplicate;
  const over = batch.done + batch.failed + batch.duplicate;
  const detail = useRead<ResumeBatchDetail>(open ? `/api/resume-batches/${batch.id}` : null);
  useEffect(() => {
    if (open) void detail.reload();
  }, [batch.failed, batch.duplicate]);
  const retry = async () => {
    try {
      const { queued } = await post<{ queued: number }>(`/api/resume-batches/${batch.id}/retry`);
      void message.info(`重新处理 ${queued} 份`);
      await reload();
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  return (
    <Card size="small" className="batch-card">
      <div className="row-card-head">
        <strong>
          {batch.job_id ? <Link href={`/hr/screening/${batch.job_id}`}>{batch.job_title}</Link> : "人才库"} · {SOURCES[batch.source]} {total} 份
        </strong>
        <span className="dim">
          {batch.created_by} {shortTime(batch.created_at)}
        </span>
      </div>
      <Progress aria-label="处理进度" percent={total ? Math.floor((100 * over) / total) : 0} status={over < total ? "active" : "normal"} />
      <Space wrap>
        <Tag color="green">完成 {batch.done}</Tag>
        {batch.queued + batch.running > 0 && <Tag color="blue">处理中 {batch.queued + batch.running}</Tag>}
        {batch.duplicate > 0 && <Tag>重复 {batch.duplicate}</Tag>}
        {batch.failed > 0 && <Tag color="red">失败 {batch.failed}</Tag>}
        {batch.failed + batch.duplicate > 0 && (
          <Button size="small" type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "收起" : "查看失败与重复"}
          </Button>
        )}
        {batch.failed > 0 && (
          <Button size="small" onClick={() => void retry()}>
            重试失败的 {batch.failed} 份
          </Button>
        )}
      </Space>
      {open && detail.value && (
        <ul className="plain batch-items">
          {detail.value.items.map((item) => (
            <li key={item.id}>
              <Link href={`/hr/people/${item.candidate_id}`}>{item.file_name}</Link>
              <span className={item.reason ? "fact-fault" : "dim"}>{item.reason || "这份文件已在库中，没有重复解析"}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Twins({ twins, reload }: { twins: readonly ResumeTwin[]; reload: () => Promise<void> }) {
  const { message } = AntApp.useApp();
  if (twins.length === 0) return null;
  const decide = async (twin: ResumeTwin, how: "merge" | "keep-apart") => {
    try {
      await post(`/api/resume-twins/${twin.id}/${how}`);
      void message.success(how === "merge" ? "已合并为一人" : "已记为两个人");
      await reload();
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  return (
    <Card size="small" title={`可能是同一个人（${twins.length}）`}>
      <ul className="plain batch-items">
        {twins.map((twin) => (
          <li key={twin.id}>
            <span>
              新来的 <Link href={`/hr/people/${twin.candidate_id}`}>{twin.candidate_name}</Link> 与已有的 <Link href={`/hr/people/${twin.other_id}`}>{twin.other_name}</Link>：{twin.reason_name}
            </span>
            <Space>
              <Popconfirm
                title="合并为同一个人？"
                description="简历、更正和匹配都归到一份档案，合并后不能再分开。"
                okText="确认合并"
                cancelText="取消"
                onConfirm={() => decide(twin, "merge")}
              >
                <Button size="small" type="primary">
                  合并
                </Button>
              </Popconfirm>
              <Button size="small" onClick={() => void decide(twin, "keep-apart")}>
                不是同一人
              </Button>
            </Space>
          </li>
        ))}
      </ul>
    </Card>
  );
}
