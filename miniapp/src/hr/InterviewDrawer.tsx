/** One interview up close: progress, timeline, work on the recordings, link for people outside DingTalk. */

import { Alert, App, Button, Descriptions, Drawer, Grid, Space, Tag, Timeline } from "antd";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageOf, post } from "../api/client";
import type { InterviewDetail, InterviewRow } from "../api/types";
import { Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { taskName, taskState } from "../wording/names";
import { dateTime, shortTime } from "../wording/time";
import { copyText } from "./copyText";
import { ProgressCell, StateTag } from "./InterviewTable";

interface InterviewDrawerProps {
  id: string | null;
  row: InterviewRow | null; // its live numbers
  onClose: () => void;
  onChanged: () => Promise<void>;
}

const LINK_STATES: InterviewRow["state"][] = ["invited", "confirmed", "in_progress"];
const OPEN_STATES: InterviewRow["state"][] = [...LINK_STATES, "submitted", "reported"];
const REPORT_STATES: InterviewRow["state"][] = ["reported", "approved", "rejected"];

export function InterviewDrawer({ id, row, onClose, onChanged }: InterviewDrawerProps) {
  const wide = Grid.useBreakpoint().md;
  const { value, error, reload } = useRead<InterviewDetail>(id ? `/api/interviews/${id}` : null);
  const movedAt = row?.updated_at;
  useEffect(() => {
    if (movedAt) void reload(); // the timeline moves with the row
  }, [movedAt, reload]);
  return (
    <Drawer open={id !== null} onClose={onClose} size={wide ? 520 : "100%"} title={value?.candidate_name ?? "面试"} destroyOnHidden>
      {error && <Alert type="error" title={error} />}
      {!value && !error && <Loading />}
      {value && <Detail detail={row ? { ...value, ...row } : value} onChanged={() => reload().then(onChanged)} />}
    </Drawer>
  );
}

function Detail({ detail, onChanged }: { detail: InterviewDetail; onChanged: () => Promise<void> }) {
  return (
    <div className="detail">
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "state", label: "状态", children: <StateTag row={detail} /> },
          { key: "job", label: "岗位", children: detail.job_title },
          { key: "manager", label: "用人经理", children: detail.manager_name },
          { key: "starts", label: "约定时间", children: dateTime(detail.starts_at) },
          { key: "closes", label: "最晚完成", children: dateTime(detail.closes_at) },
          { key: "progress", label: "答题进度", children: <ProgressCell row={detail} /> },
        ]}
      />
      <Actions detail={detail} onChanged={onChanged} />
      <h3>经过</h3>
      <Timeline
        items={detail.timeline.map((entry) => ({
          content: (
            <>
              <small className="dim">{shortTime(entry.at)}</small> {entry.text}
            </>
          ),
        }))}
      />
      {detail.tasks.length > 0 && <Tasks detail={detail} onChanged={onChanged} />}
    </div>
  );
}

function Actions({ detail, onChanged }: { detail: InterviewDetail; onChanged: () => Promise<void> }) {
  const { message, modal } = App.useApp();
  const [link, setLink] = useState<string | null>(null);
  const makeLink = async () => {
    try {
      const { url } = await post<{ url: string }>(`/api/interviews/${detail.id}/link`);
      setLink(url);
      if (await copyText(url)) void message.success("链接已复制，只能使用一次");
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  const withdraw = () =>
    modal.confirm({
      title: "取消这次面试？",
      content: "候选人会收到通知，不能恢复。",
      okText: "取消面试",
      cancelText: "返回",
      onOk: () =>
        post(`/api/interviews/${detail.id}/withdraw`)
          .then(onChanged)
          .catch((error: unknown) => void message.error(messageOf(error))),
    });
  return (
    <>
      <Space wrap>
        {REPORT_STATES.includes(detail.state) && (
          <Link href={`/m/${detail.id}`}>
            <Button type="primary">查看报告</Button>
          </Link>
        )}
        {LINK_STATES.includes(detail.state) && <Button onClick={() => void makeLink()}>复制候选人链接</Button>}
        {OPEN_STATES.includes(detail.state) && <Button onClick={() => void withdraw()}>取消面试</Button>}
      </Space>
      {link && (
        <Alert
          className="link-box"
          type="info"
          title="候选人专属链接（一次有效，生成新链接后旧链接失效）"
          description={<code>{link}</code>}
        />
      )}
    </>
  );
}

function Tasks({ detail, onChanged }: { detail: InterviewDetail; onChanged: () => Promise<void> }) {
  const { message } = App.useApp();
  const retry = async (taskId: string) => {
    try {
      await post(`/api/tasks/${taskId}/retry`);
      await onChanged();
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  return (
    <>
      <h3>录制处理</h3>
      <ul className="tasks">
        {detail.tasks.map((task) => (
          <li key={task.id}>
            <span>{taskName(task.kind)}</span>
            <Tag color={task.state === "failed" ? "error" : task.state === "done" ? "success" : undefined}>{taskState(task.state)}</Tag>
            {task.error_code && <small className="dim">{task.error_code}</small>}
            {task.state === "failed" && (
              <Button size="small" onClick={() => void retry(task.id)}>
                重试
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
