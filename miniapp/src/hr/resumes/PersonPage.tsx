/** One person: the original beside the fields, with corrections, flags, matches with reasons, and interviews. */

import { Alert, Button, Card, Empty, Select, Space, Tag } from "antd";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageOf, post } from "../../api/client";
import type { PersonFile, ResumeFields } from "../../api/types";
import { Failure, Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";
import { dateTime } from "../../wording/time";
import { FieldsCard } from "./FieldsCard";
import { Flags, Reasons, Score } from "./Matches";

const SHOWN = new Set(["application/pdf", "image/png", "image/jpeg"]);

export function PersonPage({ id }: { id: string }) {
  const { value, error, reload } = useRead<PersonFile>(`/api/candidates/${id}/file`);
  const [at, setAt] = useState(0);
  const resume = value?.resumes[at] ?? value?.resumes[0];
  if (error) return <Failure message={error} onRetry={() => void reload()} />;
  if (!value) return <Loading />;
  return (
    <>
      <div className="desk-head">
        <h1>{value.name}</h1>
        {value.resumes.length > 1 && (
          <Select aria-label="哪一份简历" className="ranking-job" value={at} onChange={setAt} options={value.resumes.map((one, index) => ({ value: index, label: one.file_name || `简历 ${index + 1}` }))} />
        )}
      </div>
      {!resume && <Empty description="这位候选人还没有简历" />}
      {resume && (
        <div className={SHOWN.has(resume.mime_type) ? "person-columns" : "person-plain"}>
          <Original key={resume.resume_id} resume={resume} />
          <div className="person-side">
            <Warnings resume={resume} />
            <Matches person={value} />
            <FieldsCard resume={resume} reload={reload} />
          </div>
        </div>
      )}
      {value.interviews.length > 0 && (
        <Card size="small" title="面试">
          {value.interviews.map((interview) => (
            <Link key={interview.id} href={`/hr/interviews/${interview.id}`} className="tile-line">
              <span>{interview.job_title}</span>
              <span>{interview.state_name} →</span>
            </Link>
          ))}
        </Card>
      )}
    </>
  );
}

function Warnings({ resume }: { resume: ResumeFields }) {
  if (!resume.read) return <Alert type="warning" title="这份文件还没有读出内容：可能正在处理，也可能处理失败（见“简历导入”）。请看原件；可在下面更正姓名等字段。" />;
  if (resume.flags.length === 0) return null;
  return (
    <Alert
      type="warning"
      title={<Flags flags={resume.flags} />}
      description={
        resume.flagged_text.length > 0 && (
        <>
          <p>以下内容不作为匹配的依据；若与某个岗位的要求重合，简历会排到该岗位的最后。是否推进由您判断。</p>
          {resume.flagged_text.map((text) => (
            <blockquote key={text} className="flagged">
              {text}
            </blockquote>
          ))}
        </>
        )
      }
    />
  );
}

function Matches({ person }: { person: PersonFile }) {
  if (person.matches.length === 0) return null;
  return (
    <Card size="small" title="与岗位的匹配">
      {person.matches.map((match) => (
        <section key={match.job_id} className="match">
          <div className="row-card-head">
            <Link href={`/hr/screening/${match.job_id}`}>{match.job_title}</Link>
            <Score said={match} />
          </div>
          <Reasons said={match} />
          {match.requirements === 0 && match.musts && <Tag>按岗位文本读出的要求，尚未经 HR 确认</Tag>}
        </section>
      ))}
    </Card>
  );
}

function Original({ resume }: { resume: ResumeFields }) {
  const [address, setAddress] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const shown = SHOWN.has(resume.mime_type);
  const open = async () => {
    try {
      const { url } = await post<{ url: string }>(`/api/resumes/${resume.resume_id}/file`);
      if (shown) setAddress(url);
      else window.location.assign(url);
    } catch (error) {
      setFault(messageOf(error));
    }
  };
  useEffect(() => {
    if (shown) void open();
  }, [resume.resume_id]);
  return (
    <Card size="small" title={<span title={resume.file_name}>{resume.file_name || "原件"}</span>} extra={<small className="dim">{dateTime(resume.created_at)}</small>} className="original">
      {fault && <Alert type="error" title={fault} />}
      {address && resume.mime_type === "application/pdf" && <iframe title="简历原件" src={address} />}
      {address && resume.mime_type !== "application/pdf" && <img alt="简历原件" src={address} />}
      {address && (
        <p className="original-link">
          <a href={address} download={resume.file_name || true}>
            下载原件
          </a>
        </p>
      )}
      {!shown && (
        <Space wrap>
          <Button onClick={() => void open()}>下载原件</Button>
          <span className="dim">这种格式不在页面内显示，请下载后查看。</span>
        </Space>
      )}
    </Card>
  );
}
