/** What needs a person: messages that could not be delivered, recordings that could not be processed. */

import { App, Button, Empty } from "antd";
import { Link } from "wouter";
import { messageOf, post } from "../api/client";
import type { DeliveryRow, InterviewRow } from "../api/types";
import { useRole } from "../session/session";
import { Failure, Loading } from "../ui/Notes";
import type { Read } from "../ui/useRead";
import { shortTime } from "../wording/time";

const KIND_NAMES: Record<string, string> = {
  "card.invitation": "邀请卡片",
  "card.reschedule": "改期申请卡片",
  "card.offer": "改期提议卡片",
  "card.reminder": "面试提醒",
  "contract.sign": "合同交接签署",
  "contract.pre_entry": "钉钉预入职",
  "contract.reminder": "合同日期提醒",
  "card.progress": "进度卡片",
  "card.report": "报告卡片",
  "card.result": "结果卡片",
  "card.update": "卡片更新",
  "message.text": "文字消息",
  "job.run": "后台任务",
};

interface DeliveriesProps {
  deliveries: Read<{ deliveries: DeliveryRow[] }>;
  interviews: readonly InterviewRow[]; // none for an administrator, who reads no interview
}

export function DeliveriesPage({ deliveries, interviews }: DeliveriesProps) {
  const { value, error, reload } = deliveries;
  const readsInterviews = useRole("hr");
  const failed = interviews.filter((row) => row.processing.failed > 0);
  const nothing = value?.deliveries.length === 0 && failed.length === 0;
  return (
    <>
      <div className="desk-head">
        <h1>待处理</h1>
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {nothing && <Empty description={readsInterviews ? "消息都已送达，录制都已处理" : "消息都已送达"} />}
      <div className="tiles tiles-wide">
        {value?.deliveries.map((delivery) => (
          <Undelivered key={delivery.id} delivery={delivery} linked={readsInterviews} onChanged={reload} />
        ))}
        {failed.map((row) => (
          <section className="tile" key={row.id}>
            <strong>{row.candidate_name} 的录制处理失败</strong>
            <p className="dim">
              {row.job_title} · {row.processing.failed} 项需要查看
            </p>
            <Link href={`/hr/interviews/${row.id}`}>查看并重试 →</Link>
          </section>
        ))}
      </div>
    </>
  );
}

function Undelivered({ delivery, linked, onChanged }: { delivery: DeliveryRow; linked: boolean; onChanged: () => Promise<void> }) {
  const { message } = App.useApp();
  const retry = async () => {
    try {
      await post(`/api/deliveries/${delivery.id}/retry`);
      void message.success("已重新排队");
    } catch (error) {
      void message.error(messageOf(error));
    }
    await onChanged();
  };
  return (
    <section className="tile">
      <strong>
        {KIND_NAMES[delivery.kind] ?? delivery.kind}未送达{delivery.recipient && ` · ${delivery.recipient}`}
      </strong>
      <p className="dim">
        试了 {delivery.attempts} 次{delivery.dead_at && ` · ${shortTime(delivery.dead_at)} 停止`} · {delivery.last_error || "原因不明"}
      </p>
      <Button onClick={() => void retry()}>再送一次</Button>
      {linked && delivery.interview_id && (
        <Link href={`/hr/interviews/${delivery.interview_id}`} className="tile-side-link">
          查看面试
        </Link>
      )}
    </section>
  );
}
